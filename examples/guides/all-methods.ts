// Every method of `CallbackHandlerMethods`, each called at least once. Where a class for the work doesn't exist yet, the run
// primitive stands in: it is what every class speaks through.
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import { dispatchCustomEvent } from "@earshot/core/callbacks/dispatch/web";
import { run, runStream } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { ScriptedChatModel } from "../support/scripted-chat-model.js";

const say = (method: string, ...facts: readonly unknown[]) => console.log(method.padEnd(26), ...facts);
const messageOf = (error: unknown) => (error as Error).message;

const handler: CallbackHandlerMethods = {
  handleChatModelStart: (_model, [messages]) => say("handleChatModelStart", messages?.[0]?.content),
  handleLLMStart: (_model, [prompt]) => say("handleLLMStart", prompt),
  handleLLMNewToken: (token) => say("handleLLMNewToken", token),
  handleLLMEnd: (result) => say("handleLLMEnd", result.generations[0]?.[0]?.text),
  handleLLMError: (error) => say("handleLLMError", messageOf(error)),
  handleChainStart: (_chain, inputs) => say("handleChainStart", inputs),
  handleChainEnd: (outputs) => say("handleChainEnd", outputs),
  handleChainError: (error) => say("handleChainError", messageOf(error)),
  handleToolStart: (_tool, input, _runId, _parentRunId, _tags, _metadata, name) => say("handleToolStart", name, input),
  handleToolEvent: (chunk) => say("handleToolEvent", chunk),
  handleToolEnd: (output) => say("handleToolEnd", output),
  handleToolError: (error) => say("handleToolError", messageOf(error)),
  handleRetrieverStart: (_retriever, query) => say("handleRetrieverStart", query),
  handleRetrieverEnd: (documents) => say("handleRetrieverEnd", documents.length, "documents"),
  handleRetrieverError: (error) => say("handleRetrieverError", messageOf(error)),
  handleAgentAction: (action) => say("handleAgentAction", action.tool),
  handleAgentEnd: (finish) => say("handleAgentEnd", finish.returnValues),
  handleText: (text) => say("handleText", text),
  handleCustomEvent: (name, data) => say("handleCustomEvent", name, data),
};
const config = { callbacks: [handler] };
const failing = () => Promise.reject(new Error("out of order"));
const expectFailure = (work: Promise<unknown>) => work.catch(() => undefined);

// Chat models: start, a token a chunk, end; and the same answer as typed stream events.
for await (const _ of await new ScriptedChatModel({ answer: "hello there" }).stream("hi", config)) {
  // Consumed for its events
}
const events = {
  lc_prefer_chat_model_stream_events: true,
  handleChatModelStreamEvent: (event: { readonly event: string }) => say("handleChatModelStreamEvent", event.event),
};
await new ScriptedChatModel({ answer: "hello" }).invoke("hi", { callbacks: [events] });

// Text completion models.
const completion = {
  kind: "llm",
  name: "completer",
  start: { prompt: "Once", invocationParams: {}, options: {} },
} as const;
await run(completion, () => ({ generations: [[{ text: " upon a time" }]] }), config);
await expectFailure(run(completion, failing, config));

// Chains, and what is said inside them.
const chain = RunnableLambda.from(async (question: string, runConfig) => {
  await dispatchCustomEvent("progress", { percent: 50 }, runConfig);
  return question.length;
});
await chain.invoke("why?", config);
await expectFailure(RunnableLambda.from(failing).invoke("why?", config));

// Tools: what they yield on the way is a tool event.
const call = { args: { query: "ears" }, input: '{"query":"ears"}', toolCallId: "call_1" };
const search = { kind: "tool", name: "search", runName: "search", start: call } as const;
const progress = runStream(
  search,
  async function* () {
    yield "half";
    yield " done";
  },
  config,
);
for await (const _ of progress) {
  // Consumed for its events
}
await expectFailure(run(search, failing, config));

// Retrievers.
const lookup = { kind: "retriever", name: "library", start: { query: "ears" } } as const;
await run(lookup, () => [], config);
await expectFailure(run(lookup, failing, config));

// Agents: steps of a chain, said by whoever runs the loop.
const agent = { kind: "chain", name: "agent", start: { inputs: { question: "why?" } } } as const;
await run(
  agent,
  async (step) => {
    await step.text("thinking");
    await step.agentAction({ tool: "search", toolInput: { query: "ears" }, log: "" });
    await step.agentFinish({ returnValues: { answer: 42 }, log: "" });
    return { answer: 42 };
  },
  config,
);
