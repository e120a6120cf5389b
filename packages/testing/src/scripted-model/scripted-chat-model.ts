import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BaseChatModelParams,
  type BindToolsInput,
} from "@earshot/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage, type UsageMetadata } from "@earshot/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@earshot/core/outputs";
import { checkAnswer, checkScript } from "./check-script.js";
import { playSteps, type Playing } from "./play-steps.js";
import type { ScriptedAnswer, ScriptedRequest, ScriptLine } from "./script.js";
import { toSteps } from "./to-steps.js";

/** How an answer went: `"left"` is a stream whose consumer did not read it to its end. */
export type ScriptedOutcome = "open" | "answered" | "failed" | "left";

/** What a call of a scripted model may say. */
export interface ScriptedCallOptions extends BaseChatModelCallOptions {
  tools?: readonly unknown[];
}

interface Asked extends ScriptedRequest {
  outcome: ScriptedOutcome;
}

/** A chat model that does what a script says: see `scriptedChatModel`. */
export class ScriptedChatModel extends BaseChatModel<ScriptedCallOptions> {
  readonly #script: ScriptLine | readonly ScriptLine[];
  readonly #requests: Asked[] = [];

  constructor(script: ScriptLine | readonly ScriptLine[], params: BaseChatModelParams = {}) {
    super(params);
    checkScript(script);
    this.#script = script;
  }

  /** What it was asked so far, and how each answer went. */
  get requests(): readonly (ScriptedRequest & { readonly outcome: ScriptedOutcome })[] {
    return this.#requests;
  }

  static override lc_name(): string {
    return "ScriptedChatModel";
  }

  override _llmType(): string {
    return "scripted";
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<ScriptedCallOptions> = {},
  ): ReturnType<BaseChatModel<ScriptedCallOptions>["withConfig"]> {
    return this.withConfig({ ...options, tools });
  }

  override async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    let whole: AIMessageChunk | undefined;
    for await (const chunk of this.#play(messages, options)) whole = whole?.concat(chunk) ?? chunk;
    const message = toMessage(whole ?? new AIMessageChunk(""));
    return { generations: [{ text: message.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    for await (const message of this.#play(messages, options))
      yield new ChatGenerationChunk({ text: message.text, message });
  }

  async *#play(messages: BaseMessage[], options: this["ParsedCallOptions"]): AsyncGenerator<AIMessageChunk> {
    const { signal, ...shown } = { ...options, signal: options.signal };
    const request: Asked = { messages: [...messages], options: shown, index: this.#requests.length, outcome: "open" };
    this.#requests.push(request);
    let outcome: ScriptedOutcome = "left";
    try {
      const answer = await answerTo(this.#script, request);
      yield* withFacts(answer, playSteps(playingOf(answer, { signal, index: request.index })));
      outcome = "answered";
    } catch (error) {
      outcome = "failed";
      throw error;
    } finally {
      request.outcome = outcome;
    }
  }
}

async function answerTo(script: ScriptLine | readonly ScriptLine[], request: ScriptedRequest): Promise<ScriptedAnswer> {
  const line = isList(script) ? (script[request.index] ?? script.at(-1) ?? "") : script;
  if (typeof line !== "function") return line;
  const answer = await line(request);
  checkAnswer(answer);
  return answer;
}

const isList = (script: ScriptLine | readonly ScriptLine[]): script is readonly ScriptLine[] => Array.isArray(script);

function playingOf(answer: ScriptedAnswer, { signal, index }: Pick<Playing, "signal" | "index">): Playing {
  const delayMs = typeof answer === "object" && "delayMs" in answer ? answer.delayMs : undefined;
  return { steps: toSteps(answer), delayMs, signal, index };
}

/** The id and the metadata that an answer has come with its first chunk. */
async function* withFacts(
  answer: ScriptedAnswer,
  chunks: AsyncGenerator<AIMessageChunk>,
): AsyncGenerator<AIMessageChunk> {
  const { id, responseMetadata } =
    typeof answer === "object" && !(answer instanceof Error) ? answer : ({} as Record<string, undefined>);
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && id !== undefined) chunk.id = id;
    if (isFirst && responseMetadata !== undefined) chunk.response_metadata = { ...responseMetadata };
    isFirst = false;
    yield chunk;
  }
}

function toMessage({ content, id, response_metadata, tool_calls, usage_metadata }: AIMessageChunk): AIMessage {
  const usage: { usage_metadata?: UsageMetadata } = usage_metadata === undefined ? {} : { usage_metadata };
  return new AIMessage({ content, response_metadata, tool_calls, ...usage, ...(id !== undefined && { id }) });
}

/**
 * A chat model for tests that does what a script says, with real streaming: answers, reasoning, calls of tools, usage, delays, failures, and
 * silence until the call is aborted. A script is one answer, a list of them – in the order of the requests, the last one repeated – or a
 * function of the request; in a list, too. What it was asked is kept in `requests`.
 *
 * @throws UnknownOptionError, InvalidOptionError for a script that is none; for what a function of it answers, when it is asked
 * @example
 * ```ts
 * import { scriptedChatModel } from "@earshot/testing";
 *
 * const model = scriptedChatModel([
 *   { toolCalls: [{ name: "add", args: { a: 1, b: 2 } }] },
 *   ({ messages }) => `You said: ${messages.at(-1)?.text}`,
 *   { text: ["Let me ", "see"], error: { name: "OverloadedError", message: "busy", status: 529 } },
 * ]);
 * console.log((await model.invoke("1 + 2?")).tool_calls?.[0]?.args); // => { a: 1, b: 2 }
 * for await (const chunk of await model.stream("hello there")) console.log(chunk.text);
 * // => You
 * // =>  said:
 * // =>  hello
 * // =>  there
 * await model.invoke("once more").catch((error) => console.log(error.name, error.status)); // => OverloadedError 529
 * console.log(model.requests.map(({ outcome }) => outcome)); // => [ 'answered', 'answered', 'failed' ]
 * ```
 */
export function scriptedChatModel(
  script: ScriptLine | readonly ScriptLine[],
  params?: BaseChatModelParams,
): ScriptedChatModel {
  return new ScriptedChatModel(script, params);
}
