import { foreignPlaces, type ForeignCallbacks, type ForeignStart } from "@earshot/core/events/foreign";
import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
import { modelOutcome, toolOutcome } from "./body-results.js";
import { HeardSpan } from "./heard-span.js";
import { hearStream } from "./hear-stream.js";
import { offer, withdraw } from "./model-call.js";
import { modelOf } from "./model-attributes.js";
import { outputsOf } from "./call-attributes.js";
import { withSpanStream } from "./opened-stream.js";
import type { SpanAttributes } from "./span-attributes.js";
import { kindOf, toStart, type SpanKind } from "./span-start.js";
import { embeddingOutcome } from "./part-outcomes.js";
import { ToldRun } from "./told-run.js";

type Body = (span: HeardSpan) => Promise<unknown>;

/** The options of a span that AI SDK gives. */
interface SpanOptions {
  readonly attributes?: SpanAttributes;
}

/**
 * The tracer of one call of AI SDK's. Its first span is the call, heard as a chain; the spans that follow are steps and tools below it. A guard
 * that objects to a start keeps the work from being done.
 */
export class CallTracer {
  readonly #callbacks: ForeignCallbacks | undefined;
  readonly #onCall: (call: HeardSpan) => void;
  #call: HeardSpan | undefined;

  constructor(callbacks: ForeignCallbacks | undefined, onCall: (call: HeardSpan) => void) {
    this.#callbacks = callbacks;
    this.#onCall = onCall;
  }

  /** A span that isn't active is of nobody's work here, and not heard. */
  startSpan(_name: string, { attributes = {} }: SpanOptions = {}): HeardSpan {
    return new HeardSpan(new ToldRun("", []), attributes, outputsOf);
  }

  startActiveSpan(name: string, ...rest: readonly unknown[]): unknown {
    const body = rest.at(-1) as Body;
    const { attributes = {} } = (rest.length > 1 ? rest[0] : {}) as SpanOptions;
    return this.#hear(name, attributes, body);
  }

  async #hear(name: string, attributes: SpanAttributes, body: Body): Promise<unknown> {
    const call = this.#call?.run.isOpen === true ? this.#call : undefined;
    const places = call?.run.places ?? foreignPlaces(this.#callbacks);
    if (places.length === 0) return body(this.startSpan(name, { attributes }));
    const kind = kindOf(name);
    const run = new ToldRun(crypto.randomUUID(), places);
    const span = new HeardSpan(run, attributes, kind === "chain" ? outputsOf : () => undefined);
    span.signal = call?.signal;
    if (call === undefined) {
      this.#call = span;
      this.#onCall(span);
    }
    const told = { ...toStart(name, attributes, call?.run.runId), heldWhileOpen: span } as Omit<
      ForeignStart,
      "runId" | "runName"
    >;
    await run.start(told);
    return this.#within(span, kind, body);
  }

  async #within(span: HeardSpan, kind: SpanKind, body: Body): Promise<unknown> {
    const { run } = span;
    try {
      const result = await AsyncLocalStorageProviderSingleton.runWithConfig(run.config, () => {
        if (kind === "chat_model") offer({ run, model: modelOf(span.attributes) });
        return body(span);
      });
      const shown = this.#heed(span, kind, result);
      await span.bodyReturned();
      return shown;
    } catch (error) {
      if (kind === "chat_model" && this.#call !== undefined) this.#call.lastFailure = { error };
      await span.bodyThrew(error);
      throw error;
    } finally {
      withdraw(run.runId);
    }
  }

  /** What a body answered tells more than its span: whole outputs, errors themselves, and the stream that is heard from here on. */
  #heed(span: HeardSpan, kind: SpanKind, result: unknown): unknown {
    if (kind === "tool") span.outcome = toolOutcome(result);
    if (kind === "embedding") span.outcome = embeddingOutcome(result);
    if (kind !== "chat_model") return result;
    const { run } = span;
    const model = modelOf(span.attributes);
    const call = this.#call;
    span.outcome = modelOutcome(result, model);
    if (!withdraw(run.runId)) return result; // a middleware hears it
    const onFailure = (error: unknown): void => {
      if (call !== undefined) call.lastFailure = { error };
    };
    const heard = { run, model, signal: span.signal, onFailure };
    return withSpanStream(result, (stream) => hearStream({ ...heard, stream })) ?? result;
  }
}
