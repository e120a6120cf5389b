import { expect, test } from "vitest";
import { exportMap } from "../../tools/export-map.js";
import { workspacePackages } from "../../tools/workspace-packages.js";

test.each(workspacePackages().map((each) => [each.manifest.name, each] as const))(
  "the export map of %s is what its folders state",
  (_name, each) => {
    const { exports } = each.manifest;
    expect(exports, "package.json is out of date: run `npm run sync-exports`").toEqual(exportMap(each));
    expect(Object.keys(exports), "order of the export map: run `npm run sync-exports`").toEqual(
      Object.keys(exportMap(each)),
    );
  },
);
