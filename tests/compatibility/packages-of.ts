import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

/** The shape of a package.json that is read here. */
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

type Plugin = Extract<NonNullable<ViteUserConfig["plugins"]>[number], { readonly name: string }>;

/**
 * Has the repository's own tests run on the packages of a folder here: whatever imports one of its dependencies gets that version.
 *
 * @param folder the address of a file in that folder
 */
export function packagesOf(folder: string): Plugin {
  const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8")) as Manifest;
  const names = Object.keys(manifest.dependencies);
  const importer = fileURLToPath(new URL("package.json", folder));
  return {
    name: "packages-of",
    enforce: "pre",
    resolveId(source) {
      const isHere = names.some((name) => source === name || source.startsWith(`${name}/`));
      return isHere ? this.resolve(source, importer, { skipSelf: true }) : undefined;
    },
  };
}
