import { expect, it, onTestFinished, vi } from "vitest";
import { CallbackManager as LangChainManager } from "@langchain/core/callbacks/manager";
import { HumanMessage as LangChainHumanMessage } from "@langchain/core/messages";
import { ConsoleCallbackHandler as LangChainConsoleHandler } from "@langchain/core/tracers/console";
import { CallbackManager } from "../callbacks/callback-manager.js";
import { HumanMessage } from "../messages/human-message.js";
import { run } from "../runs/run-with.js";
import { ConsoleCallbackHandler } from "./console-callback-handler.js";

function printed(): string[] {
  const lines: string[] = [];
  const spy = vi
    .spyOn(console, "log")
    .mockImplementation((text: string) => void lines.push(text.replaceAll(/\[\d+ms\]/g, "[?ms]")));
  onTestFinished(() => spy.mockRestore());
  return lines;
}

const component = (name: string) => ({ lc: 1 as const, type: "not_implemented" as const, id: ["test", name] });
const failure = new TypeError("broken");

/** The same program for both; LangChain's managers have the same methods. */
async function program(manager: CallbackManager, message: HumanMessage): Promise<void> {
  const chain = await manager.handleChainStart(
    component("Chain"),
    { q: [1, { deep: undefined }] },
    undefined,
    undefined,
    [],
    {},
    "Named",
  );
  const tool = await chain
    .getChild()
    .handleToolStart(component("Tool"), ' {"n":1} ', undefined, undefined, [], {}, "adder");
  const below = await tool.getChild().handleChainStart(component("Below"), { input: "" }, undefined, "prompt");
  await below.handleChainError(failure);
  await tool.handleToolEnd(" 2\n");
  await chain.handleAgentAction({ tool: "adder", toolInput: { n: 1 }, log: "" });
  const second = await chain.getChild().handleToolStart(component("Tool"), "x");
  await second.handleToolError("just text");
  const retriever = await chain.getChild().handleRetrieverStart(component("Retriever"), "query");
  await retriever.handleRetrieverEnd([{ pageContent: "p", metadata: {}, id: undefined }]);
  const lost = await chain.getChild().handleRetrieverStart(component("Retriever"), "query");
  await lost.handleRetrieverError(failure);
  const [text] = await chain.getChild().handleLLMStart(component("Model"), [" prompt "]);
  await text?.handleLLMEnd({ generations: [[{ text: "out" }]] });
  const [chat] = await chain.getChild().handleChatModelStart(component("Chat"), [[message]]);
  await chat?.handleLLMError(failure);
  await chain.handleChainEnd({ answer: new Date(0) });
}

it("prints what LangChain's console handler prints", async () => {
  vi.stubEnv("LANGCHAIN_CALLBACKS_BACKGROUND", "false");
  onTestFinished(() => void vi.unstubAllEnvs());
  const lines = printed();
  const theirs = new LangChainManager();
  theirs.addHandler(new LangChainConsoleHandler());
  await program(theirs as unknown as CallbackManager, new LangChainHumanMessage("hi") as unknown as HumanMessage);
  const expected = lines.splice(0);

  const ours = new CallbackManager();
  ours.addHandler(new ConsoleCallbackHandler());
  await program(ours, new HumanMessage("hi"));
  expect(expected).toHaveLength(17);
  expect(lines).toEqual(expected);
});

it("prints data that has no JSON by a name", async () => {
  const lines = printed();
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  await run({ kind: "chain", name: "chain", start: { inputs: circular } }, () => circular, {
    callbacks: [new ConsoleCallbackHandler()],
  });
  expect(lines.map((line) => line.split("put: ")[1])).toEqual(["[inputs]", "[outputs]"]);
});
