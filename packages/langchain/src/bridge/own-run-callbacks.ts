import type { ForeignRuns } from "@earshot/core/events/foreign";
import { EarshotCallbacks } from "./earshot-callbacks.js";
import { nameOfRun, type SerializedComponent } from "./run-start-facts.js";

type Rest<TMethod> = TMethod extends (...values: infer TValues) => unknown ? TValues : never;

/**
 * Tells of what runs inside a LangChain runnable that has an Earshot run of its own: the run that LangChain makes of the runnable itself
 * is that one, and is not heard a second time.
 */
export class OwnRunCallbacks extends EarshotCallbacks {
  readonly #runs: ForeignRuns;
  readonly #ownName: string;
  #ownRunId: string | undefined;
  /** What LangChain says the runnable came to. */
  outcome: { readonly output: unknown } | undefined;
  /** Why a graph stopped without having come to its end. */
  interrupts: readonly unknown[] | undefined;

  constructor(runs: ForeignRuns, ownName: string) {
    super("earshot", runs);
    this.#runs = runs;
    this.#ownName = ownName;
  }

  override handleChainStart(...told: Rest<EarshotCallbacks["handleChainStart"]>): Promise<void> | undefined {
    const [serialized, , runId, parentRunId, , , , runName] = told;
    const isOwn = parentRunId === undefined && this.#ownRunId === undefined;
    if (!isOwn || nameOfRun(runName, serialized as SerializedComponent | undefined) !== this.#ownName)
      return super.handleChainStart(...told);
    this.#ownRunId = runId;
    this.#runs.adopt(runId);
    return undefined;
  }

  override handleChainEnd(...told: Rest<EarshotCallbacks["handleChainEnd"]>): Promise<void> | undefined {
    const [output, runId] = told;
    if (runId !== this.#ownRunId) return super.handleChainEnd(...told);
    this.outcome = { output };
    return undefined;
  }

  override handleInterrupt(event: Rest<EarshotCallbacks["handleInterrupt"]>[0]): void {
    if (event.runId === this.#ownRunId) this.interrupts = event.interrupts ?? [];
    else super.handleInterrupt(event);
  }
}
