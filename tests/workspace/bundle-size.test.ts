import { expect, test } from "vitest";
import { bundleEntry } from "../../tools/bundle-entry.js";
import { sizeBudgets } from "../../tools/size-budgets.js";
import { workspacePackages } from "../../tools/workspace-packages.js";

const core = workspacePackages().find(({ manifest }) => manifest.name === "@earshot/core")!;

test.each(sizeBudgets)("$name stays below $limitBytes bytes gzipped", async ({ name, source, limitBytes }) => {
  const { gzippedBytes } = await bundleEntry(source, { from: "sources" });
  console.log(`${name}: ${gzippedBytes} bytes gzipped`);
  expect(gzippedBytes).toBeLessThan(limitBytes);
});

test("core reaches for no module outside itself, Node's included", async () => {
  expect(core.manifest.dependencies).toBeUndefined();
  expect(core.manifest.peerDependencies).toBeUndefined();
  const everything = [...core.entries.keys()].map(
    (subpath, index) => `export * as entry${index} from "@earshot/core/${subpath.slice(2)}";`,
  );
  const { code, imports } = await bundleEntry(everything.join("\n"), { from: "sources" });
  expect(imports).toEqual([]);
  expect(code).not.toMatch(/(?:from|import|require)\s*\(?\s*["']node:/);
});
