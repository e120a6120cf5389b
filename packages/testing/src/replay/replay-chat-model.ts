import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import type { JsonValue } from "@earshot/core/events";
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
import { isStreamed } from "./answer-form.js";
import { playCall, sayPiece } from "./play-call.js";
import type { RecordedCall } from "./recorded-call.js";
import { RecordedModel, type Recording } from "./recorded-model.js";
import { resultOf } from "./recorded-result.js";
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
  readonly #recorded: RecordedModel;
  /** What calls that ask for a whole answer ask, by their signals: all that tells one call from another before it is answered. */
  readonly #askedWhole = new WeakMap<AbortSignal, BaseLanguageModelInput>();

  constructor(recording: Recording, options: ReplayOptions) {
    const { timing: _, strict: _s, ignore: _i, model: _m, secrets: _t, redactor: _r, ...params } = options;
    const recorded = new RecordedModel(recording, options);
    super({ ...recorded.fields, ...params });
    this.file = recorded.file;
    this.#recorded = recorded;
  }

  override _llmType(): string {
    return "replay";
  }

  /** What the recorded model is called. */
  override getName(suffix = ""): string {
    return (this.name ?? this.#recorded.name ?? this.toJSON().id.at(-1)) + suffix;
  }

  /** The recorded model's. */
  override toJSON(): ReturnType<BaseChatModel["toJSON"]> {
    return this.#recorded.serialized;
  }

  override getLsParams(options: this["ParsedCallOptions"]): LangSmithParams {
    return this.#recorded.langSmithParams(options) as unknown as LangSmithParams;
  }

  override invocationParams(options: this["ParsedCallOptions"]): Record<string, unknown> {
    return this.#recorded.invocationParams(options);
  }

  protected override shownCallOptions(options: Options): Options {
    return this.#recorded.shownCallOptions(options);
  }

  /** This model with tools, in the form in which the recorded one was given them. */
  override bindTools(
    tools: BindToolsInput[],
    options: Partial<ReplayCallOptions> = {},
  ): ReturnType<BaseChatModel<ReplayCallOptions>["withConfig"]> {
    return this.withConfig({ ...options, tools: recordedTools(this.#recorded.calls, tools) });
  }

  protected override structuredOutputOptions({
    method,
    name,
    jsonSchema,
  }: StructuredOutputRequest): Options | undefined {
    if (method === "functionCalling") return recordedToolOptions(this.#recorded.calls, name);
    if (method === "jsonMode") return { response_format: { type: "json_object" } };
    const asked = { response_format: { type: "json_schema", json_schema: { name, schema: jsonSchema } } };
    return recordedSchemaOptions(this.#recorded.calls, jsonSchema) ?? asked;
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const call = this.#recorded.take({ messages, options: { ...options } });
    const speaks = !isStreamed(call);
    for await (const piece of playCall(call, this.#recorded.playing(options.signal, runManager)))
      if (speaks) await sayPiece(piece, runManager);
    return resultOf(call) as ChatResult;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const call = this.#recorded.take({ messages, options: { ...options } });
    let isWhole = true;
    for await (const { chunk } of playCall(call, this.#recorded.playing(options.signal, runManager))) {
      isWhole = false;
      if (chunk !== undefined) yield chunk as ChatGenerationChunk;
    }
    if (isWhole && !hasEmptyAnswer(call)) yield* (resultOf(call) as ChatResult).generations.slice(0, 1).map(toChunk);
  }

  /** An answer that was streamed when it was recorded is streamed again, for an `invoke`, too. */
  protected override answersByStream(options: this["ParsedCallOptions"]): boolean {
    const input = this.#askedWhole.get(options.signal);
    if (input === undefined) return false;
    const call = this.#recorded.peek({ messages: toMessages(input), options: { ...options } });
    return call !== undefined && isStreamed(call);
  }

  protected override invokeRun(
    input: BaseLanguageModelInput,
    run: { readonly signal: AbortSignal },
  ): AIMessageChunk | Promise<AIMessageChunk> {
    this.#askedWhole.set(run.signal, input);
    return super.invokeRun(input, run as never);
  }
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
