import type { WorkspacePackage } from "./workspace-packages.js";

/**
 * The `exports` field that a package must have for its public entries. An application has none: it is started, not imported.
 *
 * The first condition leads development tools to the sources; consumers never set it and get `types` and `default`.
 */
export function exportMap({
  entries,
  isApplication,
}: Pick<WorkspacePackage, "entries" | "isApplication">): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const [subpath, path] of isApplication ? [] : entries) {
    map[subpath] = {
      "@earshot/source": `./src/${path}.ts`,
      types: `./dist/${path}.d.ts`,
      default: `./dist/${path}.js`,
    };
  }
  map["./package.json"] = "./package.json";
  return map;
}
