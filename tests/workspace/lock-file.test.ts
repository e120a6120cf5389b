import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const locks = [
  "package-lock.json",
  "tests/runtimes/package-lock.json",
  "tests/compatibility/node20/package-lock.json",
  "tests/compatibility/node24/package-lock.json",
  "tests/compatibility/ai-sdk-5/package-lock.json",
].map((path) => {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  return [path, (JSON.parse(text) as { packages: Record<string, LockedPackage> }).packages] as const;
});

// Node's own search: beside the package, then in every folder above it.
function found(packages: Record<string, LockedPackage>, from: string, name: string): LockedPackage | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0))) {
    const candidate = packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`];
    if (candidate !== undefined || folder === "") return candidate;
  }
}

test.each(locks)("%s names no registry", (_path, packages) => {
  const hosts = Object.values(packages).filter(({ resolved }) => resolved?.includes("://"));
  expect(hosts).toEqual([]);
});

test.each(locks)("%s has the builds of every platform, so that `npm ci` works on all of them", (_path, packages) => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => found(packages, path, name)?.version === undefined),
  );
  expect(missing).toEqual([]);
});
