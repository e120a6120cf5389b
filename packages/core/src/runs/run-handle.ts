import type { AgentAction, AgentFinish } from "../agents/agent-action.js";
import type { RunnableConfig } from "../context/run-config.js";
import { carriedContext } from "../context/run-context.js";
import type { EventPayloads, Usage } from "../events/event-payloads.js";
import { eventTable } from "../events/event-table.js";
import { ChildConfig } from "./child-config.js";
import type { Run } from "./run.js";

/**
 * What a run's body works with: the signal that tells it to stop, the config that puts what it invokes below the run, and a voice for
 * what happens on the way. Each method answers a promise only if a handler has to be waited for; a guard that objects throws.
 */
export class RunHandle {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  get runId(): string {
    return this.#run.runId;
  }

  /** Aborted when the run ends in any way but well. */
  get signal(): AbortSignal {
    return this.#run.signal;
  }

  /** Hand this to whatever the body invokes: its runs then belong below this one, with or without ambient context. */
  get config(): RunnableConfig {
    const run = this.#run;
    return new ChildConfig(run, { [carriedContext]: run.contextForChildren() });
  }

  /** What the run cost, for its end. */
  set usage(usage: Usage) {
    this.#run.usage = usage;
  }

  /** What there is of the output if the run ends early. */
  set partialOutput(read: () => unknown) {
    this.#run.partialOutput = read;
  }

  text(text: string): Promise<void> | undefined {
    return this.#run.emit(eventTable.runText, { text });
  }

  custom(eventName: string, data: unknown): Promise<void> | undefined {
    return this.#run.emit(eventTable.runCustom, { eventName, data });
  }

  retry(retry: EventPayloads["run.retry"]): Promise<void> | undefined {
    return this.#run.emit(eventTable.runRetry, retry);
  }

  fallback(fallback: EventPayloads["run.fallback"]): Promise<void> | undefined {
    return this.#run.emit(eventTable.runFallback, fallback);
  }

  cacheHit(key: string): Promise<void> | undefined {
    return this.#run.emit(eventTable.runCacheHit, { key });
  }

  agentAction(action: AgentAction): Promise<void> | undefined {
    return this.#run.emit(eventTable.agentAction, { action });
  }

  agentFinish(finish: AgentFinish): Promise<void> | undefined {
    return this.#run.emit(eventTable.agentFinish, { finish });
  }
}
