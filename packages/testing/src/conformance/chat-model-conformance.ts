import type { BaseLanguageModelInput } from "@earshot/core/language_models/base";
import { AIMessageChunk } from "@earshot/core/messages";
import { ChatModelAnswers } from "./chat-model-answers.js";
import { ChatModelEndings } from "./chat-model-endings.js";
import { type ChatModelSubject, question } from "./chat-model-subject.js";
import { casesOf, type ConformanceCase, type ConformanceSkips } from "./conformance-case.js";
import { runnableCases } from "./runnable-cases.js";
import type { RunnableSubject } from "./runnable-subject.js";

const toolCases = [
  "a tool is called, whole",
  "a tool is called in pieces",
  "structured output is what was called with",
];
const usageCases = ["its usage is told, and where it comes from", "the usage of its chunks adds up"];
const providerCases = [
  "it closes its provider's answer when it is left or stopped",
  "a guard stops it before its provider is asked",
  "its provider waits for a guard, as a rate limit does",
];

/**
 * What every chat model promises: all that a runnable does; answers in pieces; tokens heard once, before the consumer sees them; usage that adds up; tool
 * calls and structured output; one end however a call ends, and a provider whose answer is closed then; nothing told of its secrets. For
 * whoever writes chat models; every one of Earshot's own takes it.
 *
 * @example
 * ```ts
 * import { FakeToolCallingModel } from "@earshot/core/utils/testing";
 * import { chatModelConformance } from "@earshot/testing";
 *
 * const toolCall = { name: "add", args: { a: 1 } };
 * const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
 * const cases = chatModelConformance({
 *   make: (work, fields) =>
 *     new FakeToolCallingModel({
 *       ...fields,
 *       usage,
 *       ...(work === "call a tool" ? { toolCalls: [[toolCall], [toolCall]] } : { text: "one two three" }),
 *       ...(work === "fail" && { error: new Error("no such model") }),
 *       ...(work === "hang" && { hangsAfter: 1 }),
 *     }),
 *   text: "one two three",
 *   toolCall,
 *   usage: { input_tokens: 3, output_tokens: 4 },
 *   secret: { none: "a fake has no key" },
 *   provider: "a fake has none",
 * });
 * for (const { skip, run } of cases) if (skip === undefined) await run();
 * console.log(cases.length > 20); // => true
 * ```
 */
export function chatModelConformance(subject: ChatModelSubject): readonly ConformanceCase[] {
  const answers = new ChatModelAnswers(subject);
  const endings = new ChatModelEndings(subject);
  return casesOf(
    {
      ...runnableCases(runnableSubjectOf(subject)),
      "its answer streams in more than one piece, each with an id": () => answers.pieces(),
      "it takes a text, messages and a prompt's value": () => answers.inputs(),
      "it is heard: messages, parameters, answer": () => answers.heard(),
      "each chunk is heard once, before its consumer sees it": () => answers.tokens(),
      "a handler that wants to hear tokens does, in an invoke too": () => answers.preferredTokens(),
      "its usage is told, and where it comes from": () => answers.usage(),
      "the usage of its chunks adds up": () => answers.streamedUsage(),
      "a tool is called, whole": () => answers.toolCall(),
      "a tool is called in pieces": () => answers.streamedToolCall(),
      "structured output is what was called with": () => answers.structuredOutput(),
      "it tells nobody its secret": () => answers.secrets(),
      "its end has a generation even if it failed": () => endings.failure(),
      "its end tells what there was of an answer that was left": () => endings.leave(),
      "a throw in the loop ends it as cancelled": () => endings.throwInLoop(),
      "it closes its provider's answer when it is left or stopped": () => endings.closes(),
      "a guard stops it before its provider is asked": () => endings.guard(),
      "its provider waits for a guard, as a rate limit does": () => endings.delay(),
    },
    skipsOf(subject),
  );
}

/** A chat model as a runnable: of an answer the text counts, and any error is its failure. */
function runnableSubjectOf({ make, text }: ChatModelSubject): RunnableSubject<BaseLanguageModelInput, AIMessageChunk> {
  return {
    make: (work) => make(work === "work" ? "answer" : work),
    input: question,
    output: new AIMessageChunk(text),
    combine: ([first, ...rest]) => rest.reduce((left, right) => left.concat(right), first as AIMessageChunk),
    essenceOf: (answer) => [answer.getType(), answer.text],
    isFailure: (error) => error instanceof Error,
  };
}

/** A subject that says why it lacks something doesn't take the cases about it. */
function skipsOf({ toolCall, usage, secret, provider, skips }: ChatModelSubject): ConformanceSkips {
  const lacking: Record<string, string> = {};
  const skip = (cases: readonly string[], reason: string): void => {
    for (const name of cases) lacking[name] = reason;
  };
  if (typeof toolCall === "string") skip(toolCases, toolCall);
  if (typeof usage === "string") skip(usageCases, usage);
  if (typeof provider === "string") skip(providerCases, provider);
  if (typeof secret !== "string") skip(["it tells nobody its secret"], secret.none);
  return { ...lacking, ...skips };
}
