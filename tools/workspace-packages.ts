import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface WorkspacePackage {
  readonly directory: string;
  readonly manifest: {
    readonly name: string;
    readonly exports: Record<string, unknown>;
    readonly bin?: Record<string, string>;
    readonly dependencies?: Record<string, string>;
    /** Those that its sources import are made part of the package by the build. */
    readonly devDependencies?: Record<string, string>;
    readonly peerDependencies?: Record<string, string>;
    readonly optionalDependencies?: Record<string, string>;
  };
  /** It has a command, which `src/index.ts` is: nobody imports it. */
  readonly isApplication: boolean;
  /** Public subpath (`"."`, `"./callbacks/base"`) to the path of its source under `src`, without extension. */
  readonly entries: ReadonlyMap<string, string>;
}

/**
 * Every package of the workspace that has public entries, with the entries as its folders state them.
 *
 * A file under `src/exports` is a public subpath of the same name; so is the folder of an `index.ts` (and `src/index.ts`
 * is the package's root). Nothing else is public. The build, the export maps and the tests all read this list.
 */
export function workspacePackages(): WorkspacePackage[] {
  return readdirSync(join(root, "packages"))
    .sort()
    .map((name) => join(root, "packages", name))
    .filter((directory) => existsSync(join(directory, "package.json")))
    .map((directory) => {
      const manifest = JSON.parse(
        readFileSync(join(directory, "package.json"), "utf8"),
      ) as WorkspacePackage["manifest"];
      const entries = publicEntries(join(directory, "src"));
      return { directory, manifest, isApplication: manifest.bin !== undefined, entries };
    });
}

function publicEntries(source: string): Map<string, string> {
  const entries = new Map<string, string>();
  for (const file of sourceFiles(source)) {
    const path = file.slice(0, -".ts".length);
    if (path === "index") entries.set(".", path);
    else if (path.startsWith("exports/")) entries.set(`./${path.slice("exports/".length)}`, path);
    else if (path.endsWith("/index")) entries.set(`./${path.slice(0, -"/index".length)}`, path);
  }
  return new Map([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The TypeScript files below a folder, relative to it, without tests and benchmarks. */
export function sourceFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.(test|test-d|bench)\.ts$/.test(file))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}
