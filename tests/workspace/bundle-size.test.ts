import { expect, test } from "vitest";
import { workspacePackages } from "../../tools/workspace-packages.js";
import { bundleEntry } from "./bundle-entry.js";

const core = workspacePackages().find(({ manifest }) => manifest.name === "@earshot/core")!;

// A page that prompts a model and streams its text: what most applications import.
const page = `
  import { ChatPromptTemplate } from "@earshot/core/prompts";
  import { BaseChatModel } from "@earshot/core/language_models/chat_models";
  import { RunnableSequence } from "@earshot/core/runnables";
  import { StringOutputParser } from "@earshot/core/output_parsers";
  console.log(ChatPromptTemplate, BaseChatModel, RunnableSequence, StringOutputParser);
`;

// The aim is 5 kB; why it is not there, feature by feature: architecture/decisions/2026-11-22-kernel-size.md. What stands here only falls.
test("the kernel, @earshot/core/events as a whole, stays below 12.7 kB gzipped", async () => {
  const { gzippedBytes } = await bundleEntry(`export * from "@earshot/core/events";`);
  console.log(`kernel: ${gzippedBytes} bytes gzipped`);
  expect(gzippedBytes).toBeLessThan(12_700);
});

test("a page with prompt, model, sequence and parser stays below 30 kB gzipped", async () => {
  const { gzippedBytes } = await bundleEntry(page);
  console.log(`page: ${gzippedBytes} bytes gzipped`);
  expect(gzippedBytes).toBeLessThan(30_000);
});

test("core reaches for no module outside itself, Node's included", async () => {
  expect(core.manifest.dependencies).toBeUndefined();
  expect(core.manifest.peerDependencies).toBeUndefined();
  const everything = [...core.entries.keys()].map(
    (subpath, index) => `export * as entry${index} from "@earshot/core/${subpath.slice(2)}";`,
  );
  const { code, imports } = await bundleEntry(everything.join("\n"));
  expect(imports).toEqual([]);
  expect(code).not.toMatch(/(?:from|import|require)\s*\(?\s*["']node:/);
});
