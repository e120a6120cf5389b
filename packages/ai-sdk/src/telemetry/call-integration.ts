import { foreignPlaces, type ForeignStart } from "@earshot/core/events/foreign";
import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
import { toolOutcome } from "./body-results.js";
import { inputsOf, outputsOf, type CallEvent } from "./call-event.js";
import { fromPrompt, type PromptMessage } from "./from-prompt.js";
import { hearModelCall } from "./hear-model-call.js";
import { HeardCall } from "./heard-call.js";
import type { EarshotIntegration, EarshotIntegrationOptions, WrappedWork } from "./integration-hooks.js";
import { offer } from "./model-call.js";
import { modelMetadata } from "./model-metadata.js";
import { outcomeOf } from "./outcome-of.js";
import { embeddingOutcome, objectOutcome } from "./part-outcomes.js";
import { ToldRun, type ToldOutcome } from "./told-run.js";

type Told = Omit<ForeignStart, "runId" | "runName" | "parentRunId">;

/** A tool as AI SDK 7 tells of it. */
interface ToolEvent extends CallEvent {
  readonly toolCall: { readonly toolName: string; readonly toolCallId: string; readonly input?: unknown };
  readonly toolOutput?: unknown;
}

/**
 * What AI SDK 7 tells of its calls, told on as runs: the call is a chain; its models, tools and embeddings are below it. One object serves one call
 * where it can, so that a call that nothing is heard of any more ends with it; or any number of them. Older versions of AI SDK call it as well,
 * without the id of a call: they are heard by their spans.
 */
export class CallIntegration implements EarshotIntegration {
  readonly #options: EarshotIntegrationOptions;
  readonly #isShared: boolean;
  readonly #calls = new Map<string, HeardCall>();

  constructor(options: EarshotIntegrationOptions, { isShared }: { readonly isShared: boolean }) {
    this.#options = options;
    this.#isShared = isShared;
  }

  async onStart(told: object): Promise<void> {
    const event = told as CallEvent;
    const { callId, operationId = "", functionId } = event;
    if (callId === undefined) return;
    for (const [id, { run }] of this.#calls) if (!run.isOpen) this.#calls.delete(id);
    const places = foreignPlaces(this.#options.callbacks);
    if (places.length === 0) return;
    const run = new ToldRun(crypto.randomUUID(), places);
    const call = new HeardCall(run);
    this.#calls.set(callId, call);
    await call.guard(() =>
      run.start<"chain">({
        kind: "chain",
        parentRunId: undefined,
        name: functionId ?? operationId.replace(/^ai\./, ""),
        metadata: this.#options.metadata,
        start: { inputs: inputsOf(event) },
        heldWhileOpen: this.#isShared ? undefined : this,
      }),
    );
  }

  async executeLanguageModelCall<TResult>(work: WrappedWork<TResult>): Promise<TResult> {
    const call = this.#calls.get(work.callId);
    return call === undefined ? work.execute() : hearModelCall(call, work as CallEvent & WrappedWork<TResult>);
  }

  async executeTool<TResult>(work: WrappedWork<TResult>): Promise<TResult> {
    const call = this.#calls.get(work.callId);
    if (call === undefined) return work.execute();
    call.throwIfObjected();
    const { toolName: name, toolCallId, input: args } = (work as unknown as ToolEvent).toolCall;
    const start = { args, input: JSON.stringify(args) ?? "", toolCallId };
    const run = await this.#startPart(call, toolCallId, { kind: "tool", name, start });
    call.throwIfObjected();
    try {
      return await AsyncLocalStorageProviderSingleton.runWithConfig(run.config, work.execute);
    } catch (error) {
      await call.settlePart(toolCallId, outcomeOf(error));
      throw error;
    }
  }

  async onToolExecutionEnd(told: object): Promise<void> {
    const { callId, toolCall, toolOutput } = told as ToolEvent;
    await this.#calls.get(callId)?.settlePart(toolCall.toolCallId, toolOutcome(toolOutput) ?? { status: "ok" });
  }

  /** A model that is asked for an object: nothing can be done around the asking, so its pieces are heard by a middleware or not at all. */
  async onObjectStepStart(told: object): Promise<void> {
    const event = told as CallEvent;
    const call = this.#calls.get(event.callId);
    if (call === undefined) return;
    const prompt = event["promptMessages"] as readonly PromptMessage[] | undefined;
    const start = { messages: fromPrompt(prompt ?? []), invocationParams: { model: event.modelId }, options: {} };
    const part = { kind: "chat_model", name: event.modelId, metadata: modelMetadata(event), start } as const;
    const run = await this.#startPart(call, "object", part);
    if (run.isOpen) offer({ run, model: event, prompt });
  }

  async onObjectStepEnd(told: object): Promise<void> {
    const event = told as CallEvent;
    await this.#calls.get(event.callId)?.settlePart("object", objectOutcome(event, event));
  }

  async onEmbedStart(told: object): Promise<void> {
    const event = told as CallEvent;
    const call = this.#calls.get(event.callId);
    const texts = event.recordInputs === false ? [] : (event["values"] as readonly string[]);
    if (call === undefined) return;
    await this.#startPart(call, String(event["embedCallId"]), {
      kind: "embedding",
      name: event.modelId,
      start: { texts },
    });
  }

  async onEmbedEnd(told: object): Promise<void> {
    const { callId, embedCallId } = told as CallEvent;
    await this.#calls.get(callId)?.settlePart(String(embedCallId), embeddingOutcome(told));
  }

  onEnd(told: object): Promise<void> {
    const { callId, finishReason, error } = told as CallEvent;
    return this.#end(callId, ({ lastFailure }) => {
      if (error !== undefined) return outcomeOf(error);
      // A call that streams swallows what its model failed with.
      const hasFailed = lastFailure !== undefined && (finishReason === undefined || finishReason === "error");
      return hasFailed ? outcomeOf(lastFailure.error) : { status: "ok", output: outputsOf(told) };
    });
  }

  onAbort(told: object): Promise<void> {
    const { callId, reason } = told as CallEvent;
    return this.#end(callId, () => ({ status: "cancelled", error: reason }));
  }

  onError(told: unknown): Promise<void> {
    const { callId, error } = told as CallEvent;
    return this.#end(callId, () => outcomeOf(error));
  }

  async #end(callId: string, outcome: (call: HeardCall) => ToldOutcome): Promise<void> {
    const call = this.#calls.get(callId);
    if (call === undefined) return;
    this.#calls.delete(callId);
    const ended = outcome(call);
    for (const id of call.parts.keys())
      await call.settlePart(id, ended.status === "ok" ? { status: "cancelled" } : ended);
    await call.settle(ended);
  }

  async #startPart(call: HeardCall, id: string, told: Told): Promise<ToldRun> {
    const run = new ToldRun(crypto.randomUUID(), call.run.places);
    call.parts.set(id, run);
    await call.guard(() => run.start({ ...told, parentRunId: call.run.runId }));
    return run;
  }
}
