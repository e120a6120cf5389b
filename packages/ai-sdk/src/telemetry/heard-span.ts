import { outcomeOf } from "./outcome-of.js";
import type { SpanAttributes } from "./span-attributes.js";
import type { ToldOutcome, ToldRun } from "./told-run.js";

/** What AI SDK calls on a span. */
interface RecordedException {
  readonly name?: string;
  readonly message?: string;
}

const noContext = Object.freeze({ traceId: "0".repeat(32), spanId: "0".repeat(16), traceFlags: 0 });
const errorStatus = 2;

/**
 * A span of AI SDK's as the voice of a run: it ends the run, once. A span that ends while its body is under way ends the run when the body is
 * done, as only then it is known what became of it.
 */
export class HeardSpan {
  readonly run: ToldRun;
  readonly attributes: Record<string, unknown>;
  /** The signal of the call, where it is known. */
  signal: AbortSignal | undefined;
  /** What the last model that failed below the run failed with. */
  lastFailure: { readonly error: unknown } | undefined;
  onSettled: (() => void) | undefined;
  /** How the run ends, for whom that has been found out beside the span. */
  outcome: ToldOutcome | undefined;
  readonly #toOutput: (attributes: SpanAttributes) => unknown;
  #error: { readonly error: unknown } | undefined;
  #isBodyDone = false;
  #hasEnded = false;

  constructor(run: ToldRun, attributes: SpanAttributes, toOutput: (attributes: SpanAttributes) => unknown) {
    this.run = run;
    this.attributes = { ...attributes };
    this.#toOutput = toOutput;
  }

  /** The body returned. Ends the run if the span has ended, with a guard's objection to that thrown. */
  async bodyReturned(): Promise<void> {
    this.#isBodyDone = true;
    if (this.#hasEnded) await this.settle();
  }

  /** The body threw: the run ends with that error itself, not with what was recorded of it. */
  async bodyThrew(error: unknown): Promise<void> {
    this.#error = { error };
    this.#isBodyDone = true;
    await this.settle();
  }

  async settle(): Promise<void> {
    this.onSettled?.();
    await this.run.settle(this.#outcome());
  }

  end(): void {
    this.#hasEnded = true;
    if (this.#isBodyDone) this.settle().catch(() => undefined); // a stream's end is nobody's to stop
  }

  setAttribute(key: string, value: unknown): this {
    this.attributes[key] = value;
    return this;
  }

  setAttributes(attributes: SpanAttributes): this {
    Object.assign(this.attributes, attributes);
    return this;
  }

  recordException(exception: RecordedException | string): void {
    const { name, message } = typeof exception === "string" ? { name: "Error", message: exception } : exception;
    this.#error ??= { error: Object.assign(new Error(message), { name: name ?? "Error" }) };
  }

  setStatus({ code, message }: { readonly code: number; readonly message?: string }): this {
    if (code === errorStatus) this.#error ??= { error: new Error(message) };
    return this;
  }

  spanContext(): typeof noContext {
    return noContext;
  }

  isRecording(): boolean {
    return true;
  }

  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  updateName(): this {
    return this;
  }

  #outcome(): ToldOutcome {
    if (this.outcome !== undefined) return this.outcome;
    if (this.#error !== undefined) return outcomeOf(this.#error.error, this.signal);
    if (this.signal?.aborted === true) return outcomeOf(undefined, this.signal);
    const reason = this.attributes["ai.response.finishReason"];
    // A call that streams swallows what its model failed with.
    if (this.lastFailure !== undefined && (reason === undefined || reason === "error"))
      return outcomeOf(this.lastFailure.error);
    // One that ends without a reason was aborted.
    if (reason === undefined && this.attributes["ai.operationId"] === "ai.streamText") return { status: "cancelled" };
    return { status: "ok", output: this.#toOutput(this.attributes) };
  }
}
