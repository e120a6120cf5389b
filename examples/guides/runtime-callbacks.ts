// Callbacks given to a call: they hear that run and everything below it, with each run's parent.
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { ScriptedChatModel } from "../support/scripted-chat-model.js";

/** Prints one line an event, indented by how deep the run is. */
function createTreePrinter(): CallbackHandlerMethods {
  const depths = new Map<string, number>();
  const start = (what: string, runId: string, parentRunId?: string) => {
    const depth = parentRunId === undefined ? 0 : (depths.get(parentRunId) ?? 0) + 1;
    depths.set(runId, depth);
    console.log(`${"  ".repeat(depth)}> ${what}`);
  };
  const end = (what: string, runId: string) => console.log(`${"  ".repeat(depths.get(runId) ?? 0)}< ${what}`);
  return {
    handleChainStart: (chain, _inputs, runId, parentRunId, tags, _metadata, _runType, runName) =>
      start(`${runName ?? chain.id.at(-1)} [${tags?.join(", ")}]`, runId, parentRunId),
    handleChainEnd: (_outputs, runId) => end("chain", runId),
    handleChatModelStart: (model, _messages, runId, parentRunId) => start(String(model.id.at(-1)), runId, parentRunId),
    handleLLMEnd: (result, runId) => end(`model: ${result.generations[0]?.[0]?.text}`, runId),
  };
}

const chain = ChatPromptTemplate.fromTemplate("What is 1 + {number}?")
  .pipe(new ScriptedChatModel({ answer: "The sum is 3." }))
  .pipe(new StringOutputParser());

// This call is heard …
await chain.invoke({ number: "2" }, { callbacks: [createTreePrinter()], runName: "addition", tags: ["guide"] });

// … and this one is not: the handler belonged to the call.
console.log("unheard:", await chain.invoke({ number: "2" }));

// Bound to a runnable, callbacks come with every call of what `withConfig` returns.
const heard = chain.withConfig({ callbacks: [createTreePrinter()], runName: "bound addition" });
await heard.invoke({ number: "2" });
