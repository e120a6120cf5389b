import { readFileSync } from "node:fs";

/** A set of packages that is installed for one version of Node.js. */
export type Lane = "node20" | "node24";

const major = Number(process.versions.node.split(".")[0]);

/** The one of this process: what needs a newer Node.js is in the other folder. */
export const lane: Lane = major >= 24 ? "node24" : "node20";

/** A folder with packages: a lane's, or that of an older version beside it. */
export type Folder = Lane | "ai-sdk-5";

const urlOf = (folder: Folder): URL => new URL(`./${folder}/`, import.meta.url);

/** Imports a package of the lane or of another folder, as Node.js resolves it. */
export async function load<TModule>(specifier: string, folder: Folder = lane): Promise<TModule> {
  const { load: loadHere } = (await import(new URL("load.js", urlOf(folder)).href)) as {
    load(specifier: string): Promise<TModule>;
  };
  return loadHere(specifier);
}

/** The version that is installed, from the package itself. */
export function installedVersion(name: string, folder: Folder = lane): string {
  const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, urlOf(folder)), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
