import { withdraw } from "./model-call.js";
import type { ToldOutcome, ToldRun } from "./told-run.js";

/** A call of AI SDK 7's that is under way. */
export class HeardCall {
  readonly run: ToldRun;
  /** What is open of it that is told of by its start and its end alone: tools, embeddings, questions for objects. */
  readonly parts = new Map<string, ToldRun>();
  /** What the last model that failed failed with. */
  lastFailure: { readonly error: unknown } | undefined;
  #objection: { readonly error: unknown } | undefined;

  constructor(run: ToldRun) {
    this.run = run;
  }

  /** AI SDK hears no objection of those that it tells of its work: it is kept until there is work to be done through them. */
  async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#objection ??= { error };
    }
  }

  /** @throws what a guard objected to */
  throwIfObjected(): void {
    if (this.#objection !== undefined) throw this.#objection.error;
  }

  /** The call is over, whatever is still said of it. A guard's objection wins. */
  settle(outcome: ToldOutcome): Promise<void> {
    const objection = this.#objection;
    return this.guard(() => this.run.settle(objection === undefined ? outcome : { status: "error", ...objection }));
  }

  /** Ends a part, and lets go of it. */
  async settlePart(id: string, outcome: ToldOutcome): Promise<void> {
    const part = this.parts.get(id);
    this.parts.delete(id);
    if (part === undefined) return;
    withdraw(part.runId);
    await this.guard(() => part.settle(outcome));
  }
}
