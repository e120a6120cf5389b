import type { ListenerOptions } from "./listener-options.js";

/** What AI SDK calls as it works. Its own type of it is another in each version. */
export interface EarshotIntegration {
  onStart(event: object): Promise<void>;
  onObjectStepStart(event: object): Promise<void>;
  onObjectStepEnd(event: object): Promise<void>;
  onEmbedStart(event: object): Promise<void>;
  onEmbedEnd(event: object): Promise<void>;
  onToolExecutionEnd(event: object): Promise<void>;
  onEnd(event: object): Promise<void>;
  onAbort(event: object): Promise<void>;
  onError(event: unknown): Promise<void>;
  executeLanguageModelCall<TResult>(call: WrappedWork<TResult>): PromiseLike<TResult>;
  executeTool<TResult>(call: WrappedWork<TResult>): PromiseLike<TResult>;
}

/** Work that AI SDK has done within an integration's context. */
export interface WrappedWork<TResult> {
  readonly callId: string;
  readonly execute: () => PromiseLike<TResult>;
}

/** What `earshotIntegration` takes. */
export interface EarshotIntegrationOptions extends ListenerOptions {
  /** Metadata of the runs of all calls. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}
