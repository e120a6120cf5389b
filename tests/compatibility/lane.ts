import { readFileSync } from "node:fs";

/** A set of packages that is installed for one version of Node.js. */
export type Lane = "node20" | "node24";

const major = Number(process.versions.node.split(".")[0]);

/** The one of this process: what needs a newer Node.js is in the other folder. */
export const lane: Lane = major >= 24 ? "node24" : "node20";

const folder = new URL(`./${lane}/`, import.meta.url);

/** Imports a package of the lane, as Node.js resolves it. */
export async function load<TModule>(specifier: string): Promise<TModule> {
  const { load: loadHere } = (await import(new URL("load.js", folder).href)) as {
    load(specifier: string): Promise<TModule>;
  };
  return loadHere(specifier);
}

/** The version that is installed, from the package itself. */
export function installedVersion(name: string): string {
  const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, folder), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
