import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package as it is installed. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Its folder, links resolved. */
  readonly path: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Where a module of `folder` finds a package, as Node does. */
export function findPackage(name: string, folder: string): InstalledPackage | undefined {
  for (const each of withAncestors(folder)) {
    const path = join(each, "node_modules", name);
    if (existsSync(join(path, "package.json")))
      return { name, version: manifestOf(path).version ?? "?", path: realpathSync(path) };
  }
  return undefined;
}

/** Earshot's packages that a module of `folder` finds, by name. */
export function earshotPackages(folder: string): readonly InstalledPackage[] {
  const names = new Set<string>();
  for (const each of withAncestors(folder)) {
    const scope = join(each, "node_modules", "@earshot");
    if (existsSync(scope)) for (const name of readdirSync(scope)) names.add(`@earshot/${name}`);
    if (existsSync(join(each, "node_modules", "earshot"))) names.add("earshot");
  }
  return [...names].sort().flatMap((name) => findPackage(name, folder) ?? []);
}

/** The copies of a package that `folder`, Earshot's packages there, and what its package.json names find. One is as it should be. */
export function copiesOf(name: string, folder: string): readonly InstalledPackage[] {
  const root = withAncestors(folder).find((each) => existsSync(join(each, "package.json")));
  const { dependencies = {}, devDependencies = {} } = root === undefined ? {} : manifestOf(root);
  const dependents = [...Object.keys(dependencies), ...Object.keys(devDependencies)].flatMap(
    (dependency) => findPackage(dependency, folder) ?? [],
  );
  const copies = new Map<string, InstalledPackage>();
  for (const path of [folder, ...[...earshotPackages(folder), ...dependents].map((each) => each.path)]) {
    const found = findPackage(name, path);
    if (found !== undefined) copies.set(found.path, found);
  }
  return [...copies.values()];
}

function manifestOf(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return {};
  }
}

function withAncestors(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...withAncestors(above)];
}
