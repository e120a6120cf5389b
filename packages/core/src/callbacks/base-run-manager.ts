import type { Handler } from "../events/handler.js";
import { eventTable } from "../events/event-table.js";
import type { EventPayloads } from "../events/event-payloads.js";
import { failureOf } from "../runs/fail.js";
import type { Run } from "../runs/run.js";

/**
 * The voice of one run, as LangChain's extension points are given it: `_generate`, `_call` and the like. Everything it says is heard by
 * the run's handlers; a promise it answers resolves once the handlers that the run waits for are done. What is said after the
 * run's end, and any second end, changes nothing.
 */
export class BaseRunManager {
  declare protected readonly run: Run; // declared: a field would be stored twice for each run

  constructor(run: Run) {
    this.run = run;
  }

  get runId(): string {
    return this.run.runId;
  }

  get parentRunId(): string | undefined {
    return this.run.parentRunId;
  }

  get tags(): readonly string[] {
    return this.run.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> {
    return this.run.metadata;
  }

  /** Who hears this run, in order; a copy. */
  get handlers(): Handler[] {
    return this.run.handlers.list.map(({ handler }) => handler);
  }

  /** Who hears the runs below as well; a copy. */
  get inheritableHandlers(): Handler[] {
    return this.run.childAudience.handlers.list.map(({ handler }) => handler);
  }

  /** @throws a guard's objection, as every method here */
  async handleText(text: string): Promise<void> {
    await this.run.emit(eventTable.runText, { text });
  }

  /** The ids and tags that LangChain's signature allows are not looked at: the event is this run's. */
  async handleCustomEvent(eventName: string, data: unknown): Promise<void> {
    await this.run.emit(eventTable.runCustom, { eventName, data });
  }

  /** Says that the work is about to be tried again; `attempt` counts from 1. */
  async handleRetry(retry: EventPayloads["run.retry"]): Promise<void> {
    await this.run.emit(eventTable.runRetry, retry);
  }

  /** Ends the run well. */
  protected async succeed(output: unknown): Promise<void> {
    await this.run.settle({ status: "ok", output });
  }

  /** Ends the run with an error, or as interrupted if that is what the error says. */
  protected async fail(error: unknown): Promise<void> {
    await this.run.settle(failureOf(error));
  }
}
