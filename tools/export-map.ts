import type { WorkspacePackage } from "./workspace-packages.js";

/**
 * The `exports` field that a package must have for its public entries.
 *
 * The first condition leads development tools to the sources; consumers never set it and get `types` and `default`.
 */
export function exportMap(entries: WorkspacePackage["entries"]): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const [subpath, path] of entries) {
    map[subpath] = {
      "@earshot/source": `./src/${path}.ts`,
      types: `./dist/${path}.d.ts`,
      default: `./dist/${path}.js`,
    };
  }
  map["./package.json"] = "./package.json";
  return map;
}
