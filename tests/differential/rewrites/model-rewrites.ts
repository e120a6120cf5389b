import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { streamedWords, type RecordedRun } from "./calls.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";
import { insertAfter } from "./rewrite-order.js";

/** The four tokens of the answer that a call ends with; the last carries what the provider says at the end. */
function tokensOf(end: HandlerCall, run: RecordedRun): HandlerCall[] {
  const { tokens } = streamedWords(["one ", "two ", "three ", "four"], run);
  const { generations } = end.arguments[0] as { readonly generations: readonly (readonly DescribedObject[])[] };
  const whole = generations[0]?.[0] as DescribedObject;
  const answer = whole.message as DescribedObject;
  const {
    input_token_details: _input,
    output_token_details: _output,
    ...usage
  } = answer.usage_metadata as DescribedObject;
  const chunk: Described = { ...whole, text: "four", message: { ...answer, content: "four", usage_metadata: usage } };
  const last = tokens.pop() as HandlerCall;
  return [...tokens, { method: last.method, arguments: [...last.arguments.slice(0, 5), { chunk }] }];
}

/** The tokens of a model that only yields, between the parser's start and the model's end. */
export const hearsYieldedTokens: Rewrite = (recording) => {
  const end = recording.calls.find(({ method }) => method === "handleLLMEnd") as HandlerCall;
  const tokens = tokensOf(end, { run: "run 3", parent: "run 1", tags: ["seq:step:2"] });
  return insertAfter(({ method }) => method === "handleChainStart", ...tokens)(recording);
};

/** Every message is known by its own run's id, not by the first one's. */
export const namesMessagesByTheirOwnRun: Rewrite = ({ calls, outcome }) => {
  const rename = (value: Described): Described =>
    JSON.parse(JSON.stringify(value).replaceAll("run-run 1", "run-run 2")) as Described;
  const [first, second] = (outcome as { returned: readonly Described[] }).returned;
  return {
    calls: calls.map((call) =>
      call.arguments[1] === "run 2" ? { method: call.method, arguments: call.arguments.map(rename) } : call,
    ),
    outcome: { returned: [first as Described, rename(second as Described)] },
  };
};

/** What a stream says at its end is in the message, as it is when the caller streams. */
export const mergesGenerationInfo: Rewrite = ({ calls, outcome }) => {
  const inside = (value: Described): Described => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Described) => inside(item));
    const object = Object.fromEntries(
      Object.entries(value as DescribedObject).map(([key, item]) => [key, inside(item)]),
    );
    const { response_metadata: metadata } = object;
    return metadata === undefined
      ? object
      : { ...object, response_metadata: { ...(metadata as DescribedObject), finish_reason: "stop" } };
  };
  return {
    calls: calls.map((call) => ({ method: call.method, arguments: call.arguments.map(inside) })),
    outcome: inside(outcome),
  };
};

/** An answer of nothing is one empty generation. */
export const endsWithAnEmptyGeneration: Rewrite = rewriteCalls((calls) =>
  calls.map((call) =>
    call.method === "handleLLMEnd"
      ? {
          method: call.method,
          arguments: [
            { generations: [[{ text: "", message: { "<class>": "AIMessage", type: "ai", content: "" } }]] },
            ...call.arguments.slice(1),
          ],
        }
      : call,
  ),
);

/** The answer as it is put together from the chunks of any stream. */
export const answersAsStreamed: Rewrite = ({ calls, outcome }) => {
  const inside = (value: Described): Described => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Described) => inside(item));
    const object = value as DescribedObject;
    if (object["<class>"] === "AIMessage") return streamedAnswer(object);
    if ("generations" in object) return { ...object, generations: inside(object.generations as Described) };
    if (!("message" in object)) return object;
    const message = inside(object.message as Described);
    return {
      "<class>": "ChatGenerationChunk",
      text: object.text as Described,
      generationInfo: { finish_reason: "stop" },
      message,
    };
  };
  return {
    calls: calls.map((call) => ({
      method: call.method,
      arguments: call.method === "handleLLMEnd" ? call.arguments.map(inside) : call.arguments,
    })),
    outcome: { returned: inside((outcome as { readonly returned: Described }).returned) },
  };
};

function streamedAnswer(message: DescribedObject): DescribedObject {
  return {
    ...message,
    "<class>": "AIMessageChunk",
    content: "one two three four",
    response_metadata: { finish_reason: "stop", model_name: "scripted-1" },
    usage_metadata: {
      ...(message.usage_metadata as DescribedObject),
      input_token_details: {},
      output_token_details: {},
    },
  };
}

/** The tokens of an answer that LangChain told as stream events alone. */
export const hearsTokensBesideEvents: Rewrite = (recording) => {
  const end = recording.calls.find(({ method }) => method === "handleLLMEnd") as HandlerCall;
  return insertAfter(({ method }) => method === "handleChatModelStart", ...tokensOf(end, { run: "run 1" }))(recording);
};
