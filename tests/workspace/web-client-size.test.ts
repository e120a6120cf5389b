import { expect, test } from "vitest";
import { bundleEntry } from "../../tools/bundle-entry.js";

const bundle = (subpath: string) => bundleEntry(`export * from "@earshot/handlers/${subpath}";`, { from: "sources" });

// What a page pays to read events, the parser of the stream included. The limit only falls.
test("the web client stays below 1,900 bytes gzipped, and brings nothing of the runtime", async () => {
  const { code, gzippedBytes, imports } = await bundle("web/client");
  console.log(`@earshot/handlers/web/client: ${gzippedBytes} bytes gzipped`);
  expect(gzippedBytes).toBeLessThan(1900);
  expect(imports).toEqual([]);
  expect(code).not.toMatch(/["']node:|AsyncLocalStorage|handleChainStart/);
});

test.each(["web", "redaction"])("@earshot/handlers/%s runs where there is no Node", async (subpath) => {
  const { code, imports } = await bundle(subpath);
  expect(imports).toEqual([]);
  expect(code).not.toMatch(/(?:from|import|require)\s*\(?\s*["']node:/);
});
