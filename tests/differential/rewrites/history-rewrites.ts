import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { callOf } from "./calls.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";

const ID = ["langchain_core", "runnables"];
const LAMBDA: Described = { lc: 1, type: "not_implemented", id: [...ID, "RunnableLambda"] };
const runOf = ({ method, arguments: given }: HandlerCall) => given[method.endsWith("Start") ? 2 : 1];

const withFirst = ({ method, arguments: given }: HandlerCall, ...first: readonly Described[]): HandlerCall => ({
  method,
  arguments: [...first, ...given.slice(first.length)],
});

/** The run of the whole is described as what it is, with the runnable that has the history. */
export const namesRunnableWithHistory: Rewrite = rewriteCalls((calls) => {
  const isUnderKey = calls.some((call) => call.arguments[7] === "insertHistory");
  const keys: DescribedObject = isUnderKey ? { input_messages_key: "question", history_messages_key: "history" } : {};
  return calls.map((call, place) => {
    if (place > 0) return call;
    const { last } = (call.arguments[0] as { readonly kwargs: DescribedObject }).kwargs;
    const { bound } = (last as { readonly kwargs: DescribedObject }).kwargs;
    const kwargs = { runnable: bound as Described, ...keys };
    return withFirst(call, { lc: 1, type: "constructor", id: [...ID, "RunnableWithMessageHistory"], kwargs });
  });
});

/** What inserts the history says the whole of what it is given and gives. */
export const insertsHistory: Rewrite = rewriteCalls((calls) => {
  const start = calls.find((call) => call.arguments[7] === "insertHistory") as HandlerCall;
  const inputs = start.arguments[1] as DescribedObject;
  const input = ("input" in inputs ? inputs["input"] : inputs) as DescribedObject;
  const component: Described = { lc: 1, type: "not_implemented", id: [...ID, "InsertHistory"] };
  return calls.map((call) => {
    if (runOf(call) !== runOf(start)) return call;
    return call === start
      ? withFirst(call, component, input)
      : withFirst(call, { ...input, ...(call.arguments[0] as DescribedObject) });
  });
});

/** The history is saved in a run, before the whole ends. */
export const savesHistory: Rewrite = rewriteCalls((calls) => {
  const end = calls.at(-1) as HandlerCall;
  const tags = ["seq:step:3", ...(end.arguments[3] as readonly string[])];
  const output = end.arguments[0] as DescribedObject;
  const answer = "output" in output ? { "<class>": "AIMessage", type: "ai", content: output.output } : output;
  const asked = { "<class>": "HumanMessage", type: "human", content: "again" };
  const named = JSON.stringify(calls.slice(0, -1)).match(/run \d+/g) ?? []; // runs before, in the ids of messages, too
  const run = `run ${new Set(named).size + 1}`;
  const start: HandlerCall = {
    method: "handleChainStart",
    arguments: [LAMBDA, { input: [asked, answer as Described] }, run, "run 1", tags, {}, "<undefined>", "saveHistory"],
  };
  const saved = callOf("handleChainEnd", {}, { run, parent: "run 1", tags });
  return [...calls.slice(0, -1), start, saved, end];
});
