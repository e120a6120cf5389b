import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BaseChatModelParams,
  type BindToolsInput,
  type LangSmithParams,
} from "@earshot/core/language_models/chat_models";
import type { BaseLanguageModelInput } from "@earshot/core/language_models/base";
import type { AIMessageChunk, BaseMessage, BaseMessageChunk } from "@earshot/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@earshot/core/outputs";
import type { Runnable } from "@earshot/core/runnables";
import { convertToOpenAITool, isLangChainTool } from "@earshot/core/utils/function_calling";
import type { BaseChatModel as LangChainModel } from "@langchain/core/language_models/chat_models";
import { toEarshotMessage } from "../convert/to-earshot-message.js";
import { toLangChainMessage } from "../convert/to-langchain-message.js";
import { earshotHandlers } from "../bridge/earshot-handlers.js";
import { isBinding } from "./langchain-shapes.js";

/** Options that a LangChain model takes are its own affair. */
export type LangChainChatModelCallOptions = BaseChatModelCallOptions & { [option: string]: unknown };

type Options = BaseChatModel<LangChainChatModelCallOptions>["ParsedCallOptions"];

/** The members of LangChain's models that are meant for its own packages. */
interface Internals {
  _combineCallOptions?(options: object): object;
}

/**
 * A chat model of LangChain's as one of Earshot's: the run is Earshot's, and the model only answers and yields. Its own retries, rate
 * limits and HTTP client stay; a cache of its own is not asked.
 */
export class LangChainChatModel extends BaseChatModel<LangChainChatModelCallOptions> {
  override lc_serializable = true;
  /** The model itself. */
  readonly model: LangChainModel;

  constructor({ model, ...fields }: BaseChatModelParams & { readonly model: LangChainModel }) {
    super({
      callbacks: earshotHandlers(model.callbacks),
      ...(model.tags !== undefined && { tags: model.tags }),
      ...(model.metadata !== undefined && { metadata: model.metadata }),
      disableStreaming: streams(model) ? (model.disableStreaming ?? false) : true,
      ...fields,
    });
    this.model = model;
    this.lc_namespace = model.lc_namespace;
    if (model.name !== undefined) this.name ??= model.name;
  }

  override getName(suffix = ""): string {
    return (this.name ?? this.model.getName()) + suffix;
  }

  /** Asked by the base class before there is a model. */
  override _llmType(): string {
    return (this.model as LangChainModel | undefined)?._llmType() ?? "langchain";
  }

  override toJSON(): ReturnType<BaseChatModel["toJSON"]> {
    return this.model.toJSON() as ReturnType<BaseChatModel["toJSON"]>;
  }

  override invocationParams(options?: Options): Record<string, unknown> {
    return (this.model.invocationParams(this.#optionsOf(options)) ?? {}) as Record<string, unknown>;
  }

  override getLsParams(options: Options): LangSmithParams {
    return this.model.getLsParams(this.#optionsOf(options) as never) as LangSmithParams;
  }

  override async _generate(
    messages: BaseMessage[],
    options: Options,
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const asked = messages.map(toLangChainMessage);
    const { generations, llmOutput } = await this.model._generate(asked, this.#optionsOf(options), runManager as never);
    return {
      generations: generations.map(({ text, message, generationInfo }) => ({
        text,
        message: toEarshotMessage(message),
        ...(generationInfo !== undefined && { generationInfo }),
      })),
      llmOutput,
    };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: Options,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const asked = messages.map(toLangChainMessage);
    const chunks = this.model._streamResponseChunks(asked, this.#optionsOf(options), runManager as never);
    for await (const { text, message, generationInfo } of chunks)
      yield new ChatGenerationChunk({
        text,
        message: toEarshotMessage(message) as BaseMessageChunk,
        ...(generationInfo !== undefined && { generationInfo }),
      });
  }

  override bindTools(
    tools: BindToolsInput[],
    options?: Partial<LangChainChatModelCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, LangChainChatModelCallOptions> {
    if (this.model.bindTools === undefined) throw new TypeError(`${this.getName()} can't call tools.`);
    const known = tools.map((tool) => (isLangChainTool(tool) ? convertToOpenAITool(tool as never) : tool));
    const bound = this.model.bindTools(known as never, options as never);
    if (isBinding(bound)) return this.withConfig({ ...bound.config, ...bound.kwargs } as never);
    // Some models answer with a copy of themselves that has the tools.
    const { callbacks, tags, metadata, name } = this;
    return new LangChainChatModel({
      model: bound as unknown as LangChainModel,
      ...(callbacks !== undefined && { callbacks }),
      ...(tags !== undefined && { tags }),
      ...(metadata !== undefined && { metadata }),
      ...(name !== undefined && { name }),
    });
  }

  /** As LangChain's models get them: a plain object, with what the model has bound to itself. */
  #optionsOf(options: Options | undefined): never {
    const given: object = options === undefined ? {} : { ...options, signal: options.signal };
    return ((this.model as unknown as Internals)._combineCallOptions?.(given) ?? given) as never;
  }
}

/** True for a model with a stream of its own: LangChain's base class has one that only throws. */
function streams(model: LangChainModel): boolean {
  let holder: object | null = model;
  while (holder !== null && !Object.hasOwn(holder, "_streamResponseChunks"))
    holder = Object.getPrototypeOf(holder) as object | null;
  return holder !== null && holder.constructor.name !== "BaseChatModel";
}
