import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkspacePackage } from "../workspace-packages.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** A package as a registry has it. */
export interface PackedPackage {
  readonly manifest: Manifest;
  readonly tarball: string;
}

/** Packs packages into a folder as `npm publish` does. */
export function packPackages(packages: readonly WorkspacePackage[], folder: string): PackedPackage[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const directories = packages.map(({ directory }) => directory);
  const packed = output("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder, ...directories]);
  const files = Object.values(JSON.parse(packed) as Record<string, { filename: string; name: string }>);
  return directories.map((directory) => {
    const manifest = manifestOf(directory);
    const made = files.find(({ name }) => name === manifest.name);
    if (made === undefined) throw new Error(`npm pack says nothing of ${directory}.`);
    return { manifest, tarball: join(folder, made.filename) };
  });
}

/**
 * Packs what packages depend on, as it is installed here: with these an install needs no other registry. What is for other systems is not among
 * them, for npm has not installed it here either.
 */
export function packDependencies(packages: readonly PackedPackage[], folder: string): PackedPackage[] {
  const own = new Set(packages.map(({ manifest }) => manifest.name));
  const directories = packages.map(({ manifest: { name } }) => realpathSync(join(repository, "node_modules", name)));
  return [...dependenciesOf(directories)]
    .map((directory) => ({ manifest: manifestOf(directory), directory }))
    .filter(({ manifest: { name } }) => !own.has(name))
    .map(({ manifest, directory }) => {
      const tarball = join(folder, `${manifest.name.replace("/", "-")}-${manifest.version}.tar`);
      // npm takes off the first folder, whatever it is called. Packing tightly takes longer than reading what is not.
      output("tar", ["-cf", tarball, "-C", dirname(directory), "--exclude", "node_modules", basename(directory)]);
      return { manifest, tarball };
    });
}

const repository = fileURLToPath(new URL("../..", import.meta.url));

function output(command: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: "utf8", maxBuffer: 64_000_000 });
  if (status !== 0) throw new Error(`${command} ${words[0]} failed:\n${stderr}`);
  return stdout;
}

const manifestOf = (directory: string): Manifest =>
  JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;

function dependenciesOf(directories: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...directories];
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    const { dependencies, optionalDependencies } = manifestOf(directory);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const dependency = installedFor(directory, name);
      if (dependency === undefined || found.has(dependency)) continue;
      found.add(dependency);
      waiting.push(dependency);
    }
  }
  return found;
}

/** As Node.js looks for it: beside the one that needs it, or above. */
function installedFor(directory: string, name: string): string | undefined {
  for (let folder = directory; ; folder = join(folder, "..")) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === join(folder, "..")) return undefined;
  }
}
