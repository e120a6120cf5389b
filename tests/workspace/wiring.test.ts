// What is behind the port of runnables is in a bundle only if it is asked for, and in Node always. Each program runs in a process of its own.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleEntry } from "../../tools/bundle-entry.js";

/** A line of the port → an expression that needs it. */
const uses: Readonly<Record<string, string>> = {
  pipe: `shout.pipe(shout).invoke("a")`,
  withConfig: `shout.withConfig({ tags: ["a"] }).invoke("a")`,
  asTool: `shout.asTool({ name: "shout", schema: { type: "string" } }).name`,
  assign: `RunnableLambda.from((word) => ({ word })).assign({ loud: () => 1 }).invoke("a")`,
  pick: `RunnableLambda.from((word) => ({ word })).pick("word").invoke("a")`,
  map: `shout.map().invoke(["a"])`,
  parallel: `RunnableSequence.from([{ loud: shout }, ({ loud }) => loud]).invoke("a")`,
  withRetry: `shout.withRetry().invoke("a")`,
  withFallbacks: `shout.withFallbacks([shout]).invoke("a")`,
  withListeners: `shout.withListeners({}).invoke("a")`,
  getGraph: `shout.getGraph().drawMermaid()`,
  getInputSchema: `shout.getInputSchema()`,
  getOutputSchema: `shout.getOutputSchema()`,
  verbose: `new Model({ verbose: true }).invoke("a")`,
  chatModelStreamEvents: `new Model({ callbacks: [streamed] }).invoke("a")`,
  streamEvents: `all(shout.streamEvents("a", { version: "v2" }))`,
  streamLog: `all(shout.streamLog("a"))`,
  cachedModel: `new Model({ cache: true }).invoke("a")`,
  withStructuredOutput: `new Model({}).withStructuredOutput({ type: "object" }).invoke("a")`,
};

const program = `
  import { BaseChatModel } from "@earshot/core/language_models/chat_models";
  import { AIMessage, AIMessageChunk } from "@earshot/core/messages";
  import { ChatGenerationChunk } from "@earshot/core/outputs";
  import { RunnableLambda, RunnableSequence } from "@earshot/core/runnables";
  const shout = RunnableLambda.from((word) => word.toUpperCase());
  const all = async (items) => { for await (const _ of items); };
  const streamed = { lc_prefer_chat_model_stream_events: true, handleChatModelStreamEvent() {} };
  class Model extends BaseChatModel {
    _llmType() { return "test"; }
    bindTools() { return this; }
    async _generate() { return { generations: [{ text: "", message: new AIMessage({ content: "", tool_calls }) }] }; }
    async *_streamResponseChunks() { yield new ChatGenerationChunk({ text: "a", message: new AIMessageChunk("a") }); }
  }
  const tool_calls = [{ name: "extract", args: { a: 1 }, id: "1", type: "tool_call" }];
  const uses = { ${Object.entries(uses).map(([name, use]) => `${name}: async () => ${use}`)} };
  const log = console.log;
  console.log = () => undefined;
  const outcomes = {};
  for (const [name, use] of Object.entries(uses))
    outcomes[name] = await use().then(() => "works", ({ name, message }) => name + ": " + message);
  log(JSON.stringify(outcomes));
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "earshot-wiring-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function outcomesOf(source: string, inNode = false): Promise<Readonly<Record<string, string>>> {
  const { code } = await bundleEntry(source, { from: "sources", inNode });
  const file = join(folder, "program.mjs");
  writeFileSync(file, code);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  return JSON.parse(stdout) as Readonly<Record<string, string>>;
}

const everythingWorks = Object.fromEntries(Object.keys(uses).map((name) => [name, "works"]));

test("there is a use for each line of the port", () => {
  const port = readFileSync(
    new URL("../../packages/core/src/runnables/runnable-factories.ts", import.meta.url),
    "utf8",
  );
  const [, lines = ""] = /export interface RunnableFactories \{(.*?)^\}/ms.exec(port) ?? [];
  const names = [...lines.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
  expect(names).toEqual(Object.keys(uses));
});

test("a bundle has pipe and withConfig; each other method says what to import", async () => {
  const { pipe, withConfig, ...others } = await outcomesOf(program);
  expect([pipe, withConfig]).toEqual(["works", "works"]);
  expect(Object.keys(others)).toHaveLength(Object.keys(uses).length - 2);
  for (const [name, outcome] of Object.entries(others)) {
    expect(outcome).toMatch(`NotWiredError: "${name}" is not part of this bundle`);
    expect(outcome).toMatch('import "@earshot/core/runnables/methods"');
  }
});

test("with that import every method works", async () => {
  expect(await outcomesOf(`import "@earshot/core/runnables/methods";${program}`)).toEqual(everythingWorks);
});

test("in Node every method is there", async () => {
  expect(await outcomesOf(program, true)).toEqual(everythingWorks);
});
