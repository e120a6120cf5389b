import type { AgentAction, AgentFinish } from "../agents/agent-action.js";
import type { Document } from "../documents/document.js";
import type { Serialized } from "../load/serialized.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ChatModelStreamEvent } from "../outputs/chat-model-stream-event.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { LooseValue } from "../util/loose-value.js";

/** Which kinds of event a LangChain-method handler leaves out. `ignoreAgent` hides tools too. */
export interface IgnoreFlags {
  ignoreLLM?: boolean;
  ignoreChain?: boolean;
  ignoreAgent?: boolean;
  ignoreRetriever?: boolean;
  ignoreCustomEvent?: boolean;
}

/** Which prompt and which completion of it a token belongs to; both 0 here, since every prompt is a run of its own. */
export interface NewTokenIndices {
  readonly prompt: number;
  readonly completion: number;
}

/** What a token comes with: its chunk, if whoever said it had one. */
export interface HandleLLMNewTokenCallbackFields {
  chunk?: LooseValue;
}

type Extra = Record<string, unknown>;
type Tags = string[];

/**
 * The methods a handler may have, named and called as in LangChain. All are optional; a promise that one returns is waited for
 * in order, but holds up the run only if the handler says `awaitHandlers` or `raiseError`.
 *
 * The declared order is the order of the call. (LangChain declares another one for `handleChainStart` than it uses.)
 */
export interface CallbackHandlerMethods {
  handleLLMStart?(
    llm: Serialized,
    prompts: string[],
    runId: string,
    parentRunId?: string,
    extraParams?: Extra,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
  ): unknown;
  handleChatModelStart?(
    llm: Serialized,
    messages: BaseMessage[][],
    runId: string,
    parentRunId?: string,
    extraParams?: Extra,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
  ): unknown;
  handleLLMNewToken?(
    token: string,
    indices: NewTokenIndices,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    fields?: HandleLLMNewTokenCallbackFields,
  ): unknown;
  handleChatModelStreamEvent?(event: ChatModelStreamEvent, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleLLMEnd?(output: LLMResult, runId: string, parentRunId?: string, tags?: Tags, extraParams?: Extra): unknown;
  handleLLMError?(error: LooseValue, runId: string, parentRunId?: string, tags?: Tags, extraParams?: Extra): unknown;
  handleChainStart?(
    chain: Serialized,
    inputs: Record<string, LooseValue>,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    metadata?: Extra,
    runType?: string,
    runName?: string,
    extra?: Extra,
  ): unknown;
  handleChainEnd?(
    outputs: Record<string, LooseValue>,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    kwargs?: { inputs?: Extra },
  ): unknown;
  handleChainError?(
    error: LooseValue,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    kwargs?: { inputs?: Extra },
  ): unknown;
  handleToolStart?(
    tool: Serialized,
    input: string,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
    toolCallId?: string,
  ): unknown;
  handleToolEvent?(chunk: unknown, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleToolEnd?(output: LooseValue, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleToolError?(error: LooseValue, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleRetrieverStart?(
    retriever: Serialized,
    query: string,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    metadata?: Extra,
    name?: string,
  ): unknown;
  handleRetrieverEnd?(documents: Document[], runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleRetrieverError?(error: LooseValue, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleAgentAction?(action: AgentAction, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleAgentEnd?(finish: AgentFinish, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleText?(text: string, runId: string, parentRunId?: string, tags?: Tags): unknown;
  handleCustomEvent?(eventName: string, data: LooseValue, runId: string, tags?: Tags, metadata?: Extra): unknown;
}

/** The flags LangChain gives a handler. */
export interface LangChainHandlerFlags extends IgnoreFlags {
  name?: string;
  /** A throw stops the run, and the caller gets the handler's own error. */
  raiseError?: boolean;
  /** The run waits for what the handler returns. */
  awaitHandlers?: boolean;
  /** An `invoke` of a model goes through its stream, so that tokens are heard. */
  lc_prefer_streaming?: boolean;
  /** The same, and `handleChatModelStreamEvent` is told what the deltas amount to. */
  lc_prefer_chat_model_stream_events?: boolean;
}

/** A handler with LangChain's methods: a plain object or an instance of any class. */
export type LangChainHandler = CallbackHandlerMethods & LangChainHandlerFlags;

/** The names of the methods, as the event table uses them. */
export type HandlerMethod = keyof CallbackHandlerMethods;
