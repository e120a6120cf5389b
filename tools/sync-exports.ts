// Writes each package's `exports` field from the entries its folders state.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportMap } from "./export-map.js";
import { workspacePackages } from "./workspace-packages.js";

for (const each of workspacePackages()) {
  const { directory, manifest, entries } = each;
  const exports = exportMap(each);
  if (JSON.stringify(exports) === JSON.stringify(manifest.exports)) continue;
  writeFileSync(join(directory, "package.json"), `${JSON.stringify({ ...manifest, exports }, undefined, 2)}\n`);
  console.log(`${manifest.name}: ${entries.size} public subpaths written`);
}
