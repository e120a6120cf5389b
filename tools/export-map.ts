import type { WorkspacePackage } from "./workspace-packages.js";

/**
 * The `exports` field that a package must have for its public entries.
 *
 * The first condition leads development tools to the sources; consumers never set it and get `types` and `default`. An application is started, not
 * imported: it has no types.
 */
export function exportMap({
  entries,
  isApplication,
}: Pick<WorkspacePackage, "entries" | "isApplication">): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const [subpath, path] of entries) {
    map[subpath] = {
      "@earshot/source": `./src/${path}.ts`,
      ...(isApplication ? {} : { types: `./dist/${path}.d.ts` }),
      default: `./dist/${path}.${isApplication ? "cjs" : "js"}`,
    };
  }
  map["./package.json"] = "./package.json";
  return map;
}
