import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import type { JsonValue } from "@earshot/core/events";
import { decodeValue } from "@earshot/core/events/json";
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
  type LangSmithParams,
  type StructuredOutputRequest,
} from "@earshot/core/language_models/chat_models";
import type { BaseLanguageModelInput } from "@earshot/core/language_models/base";
import { type AIMessage, AIMessageChunk, type BaseMessage, coerceMessageLikeToMessage } from "@earshot/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@earshot/core/outputs";
import { chooseModel } from "./choose-model.js";
import { type CallPlaying, playCall, resultOf } from "./play-call.js";
import { RecordedAnswers } from "./recorded-answers.js";
import { isStreamed, type RecordedCall } from "./recorded-call.js";
import { recordedSchemaOptions, recordedToolOptions, recordedTools } from "./recorded-tools.js";
import type { ReplayOptions } from "./replay-options.js";

/** What a call of a replayed model may say: what a call of the recorded one may. */
export interface ReplayCallOptions extends BaseChatModelCallOptions {
  tools?: readonly unknown[];
  [option: string]: unknown;
}

type Options = Readonly<Record<string, unknown>>;
type Json = Readonly<Record<string, JsonValue>>;

/** A chat model that answers from a recording: see `replayModel`. */
export class ReplayChatModel extends BaseChatModel<ReplayCallOptions> {
  /** Where its answers come from. */
  readonly file: string;
  readonly #calls: readonly RecordedCall[];
  readonly #answers: RecordedAnswers;
  readonly #pace: number;
  /** What calls that ask for a whole answer ask, by their signals: all that tells one call from another before it is answered. */
  readonly #askedWhole = new WeakMap<AbortSignal, BaseLanguageModelInput>();

  constructor(
    { file, calls }: { readonly file: string; readonly calls: readonly RecordedCall[] },
    options: ReplayOptions,
  ) {
    const { timing = "none", strict = false, ignore = [], model, secrets = [], redactor, ...params } = options;
    const chosen = chooseModel(file, calls, model);
    super({ ...fieldsOf(chosen), ...params });
    this.file = file;
    this.#calls = chosen;
    this.#answers = new RecordedAnswers(file, chosen, { strict, ignore, secrets, redactor });
    this.#pace = timing === "none" ? 0 : timing === "recorded" ? 1 : timing;
  }

  override _llmType(): string {
    return "replay";
  }

  /** What the recorded model is called. */
  override getName(suffix = ""): string {
    const names = new Set(this.#calls.map(({ start }) => String(start.json["name"])));
    const [name] = names;
    return (this.name ?? (names.size === 1 ? name : this.toJSON().id.at(-1))) + suffix;
  }

  /** The recorded model's. */
  override toJSON(): ReturnType<BaseChatModel["toJSON"]> {
    const { serialized, name } = (this.#calls[0] as RecordedCall).start.json;
    const written = serialized ?? { lc: 1, type: "not_implemented", id: [String(name)] };
    return decodeValue(written) as ReturnType<BaseChatModel["toJSON"]>;
  }

  override getLsParams(options: this["ParsedCallOptions"]): LangSmithParams {
    const metadata = Object.entries((this.#alike(options)?.["metadata"] ?? {}) as Json);
    return Object.fromEntries(metadata.filter(([key]) => key.startsWith("ls_"))) as unknown as LangSmithParams;
  }

  override invocationParams(options: this["ParsedCallOptions"]): Record<string, unknown> {
    return (decodeValue(this.#alike(options)?.["invocationParams"]) ?? {}) as Record<string, unknown>;
  }

  protected override shownCallOptions(options: Options): Options {
    const [call] = this.#answers.withOptions(options);
    return call === undefined ? options : (decodeValue(call.start.json["options"]) as Options);
  }

  /** This model with tools, in the form in which the recorded one was given them. */
  override bindTools(
    tools: BindToolsInput[],
    options: Partial<ReplayCallOptions> = {},
  ): ReturnType<BaseChatModel<ReplayCallOptions>["withConfig"]> {
    return this.withConfig({ ...options, tools: recordedTools(this.#calls, tools) });
  }

  protected override structuredOutputOptions({
    method,
    name,
    jsonSchema,
  }: StructuredOutputRequest): Options | undefined {
    if (method === "functionCalling") return recordedToolOptions(this.#calls, name);
    if (method === "jsonMode") return { response_format: { type: "json_object" } };
    const asked = { response_format: { type: "json_schema", json_schema: { name, schema: jsonSchema } } };
    return recordedSchemaOptions(this.#calls, jsonSchema) ?? asked;
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const call = this.#answers.take({ messages, options: { ...options } });
    const speaks = !isStreamed(call);
    for await (const chunk of playCall(call, this.#playing(options, runManager))) {
      if (speaks)
        await runManager?.handleLLMNewToken(chunk.text, undefined, undefined, undefined, undefined, { chunk });
    }
    return resultOf(call);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const call = this.#answers.take({ messages, options: { ...options } });
    let isWhole = true;
    for await (const chunk of playCall(call, this.#playing(options, runManager))) {
      isWhole = false;
      yield chunk;
    }
    if (isWhole && !hasEmptyAnswer(call)) yield* resultOf(call).generations.slice(0, 1).map(toChunk);
  }

  /** An answer that was streamed when it was recorded is streamed again, for an `invoke`, too. */
  protected override answersByStream(options: this["ParsedCallOptions"]): boolean {
    const input = this.#askedWhole.get(options.signal);
    if (input === undefined) return false;
    const call = this.#answers.peek({ messages: toMessages(input), options: { ...options } });
    return call !== undefined && isStreamed(call);
  }

  protected override invokeRun(
    input: BaseLanguageModelInput,
    run: { readonly signal: AbortSignal },
  ): AIMessageChunk | Promise<AIMessageChunk> {
    this.#askedWhole.set(run.signal, input);
    return super.invokeRun(input, run as never);
  }

  #playing({ signal }: this["ParsedCallOptions"], runManager: CallbackManagerForLLMRun | undefined): CallPlaying {
    return { file: this.file, pace: this.#pace, signal, runManager };
  }

  /** The start of a call with the same options, or else of any: what it says of the model does not depend on what is asked. */
  #alike(options: object): Json | undefined {
    const call = this.#answers.withOptions({ ...options })[0] ?? this.#calls[0];
    return call?.start.json;
  }
}

/** What the recorded model was made with, as far as its runs tell of it. */
function fieldsOf([call]: readonly RecordedCall[]): {
  name?: string;
  tags?: string[];
  metadata?: Record<string, unknown>;
} {
  const { kwargs } = (call?.start.json["serialized"] ?? {}) as { readonly kwargs?: Json };
  const { name, tags, metadata } = kwargs ?? {};
  return {
    ...(typeof name === "string" && { name }),
    ...(Array.isArray(tags) && { tags: tags as string[] }),
    ...(typeof metadata === "object" &&
      metadata !== null && { metadata: decodeValue(metadata) as Record<string, unknown> }),
  };
}

/** True for a stream that ended well without a chunk. Of every other answer the message has an id. */
function hasEmptyAnswer({ end }: RecordedCall): boolean {
  const { generations } = end.json["result"] as unknown as { readonly generations: readonly (readonly Json[])[] };
  return (generations[0]?.[0]?.["message"] as Json | undefined)?.["id"] === undefined;
}

function toChunk({ message, generationInfo }: ChatResult["generations"][number]): ChatGenerationChunk {
  const { content, id, name, additional_kwargs, response_metadata, tool_calls, usage_metadata } = message as AIMessage;
  const calls = (tool_calls ?? []).map((call, index) => {
    const id = call.id === undefined ? {} : { id: call.id };
    return { type: "tool_call_chunk" as const, index, name: call.name, args: JSON.stringify(call.args), ...id };
  });
  const chunk = new AIMessageChunk({
    content,
    additional_kwargs,
    response_metadata,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(calls.length > 0 && { tool_call_chunks: calls }),
    ...(usage_metadata !== undefined && { usage_metadata }),
  });
  return new ChatGenerationChunk({ text: message.text, message: chunk, ...(generationInfo && { generationInfo }) });
}

function toMessages(input: BaseLanguageModelInput): BaseMessage[] {
  if (typeof input === "string") return [coerceMessageLikeToMessage(input)];
  return "toChatMessages" in input ? input.toChatMessages() : input.map(coerceMessageLikeToMessage);
}
