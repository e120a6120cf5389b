import { expect, test } from "vitest";
import { exportMap } from "../../tools/export-map.js";
import { workspacePackages } from "../../tools/workspace-packages.js";

test.each(workspacePackages().map((each) => [each.manifest.name, each] as const))(
  "the export map of %s is what its folders state",
  (_name, { manifest, entries }) => {
    expect(manifest.exports, "package.json is out of date: run `npm run sync-exports`").toEqual(exportMap(entries));
    expect(Object.keys(manifest.exports), "order of the export map: run `npm run sync-exports`").toEqual(
      Object.keys(exportMap(entries)),
    );
  },
);
