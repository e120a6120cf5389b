import type { UsageMetadata } from "@earshot/core/messages";
import type { RunnableConfig } from "@earshot/core/runnables";
import type { RunKind } from "@earshot/core/events";
import type { ForeignOutcome, ForeignPlace, ForeignRun, ForeignStart } from "@earshot/core/events/foreign";

/** How a run ended, and what it cost if it is a model's and that is known. */
export interface ToldOutcome extends ForeignOutcome {
  readonly usage?: UsageMetadata | undefined;
}

/** One run of AI SDK's, told to everybody who is to hear it. */
export class ToldRun {
  readonly runId: string;
  readonly places: readonly ForeignPlace[];
  /** The places in which it is told from here. */
  readonly #told: ForeignPlace[] = [];

  constructor(runId: string, places: readonly ForeignPlace[]) {
    this.runId = runId;
    this.places = places;
  }

  /** @throws a guard's objection; the run has ended with it then */
  async start<TKind extends RunKind>(told: Omit<ForeignStart<TKind>, "runId" | "runName">): Promise<void> {
    try {
      for (const place of this.places) await this.#startIn(place, told);
    } catch (objection) {
      for (const run of this.#runs) await swallow(() => run.settle({ status: "error", error: objection }));
      throw objection;
    }
  }

  /** The config under which what the run calls is heard below it; none if nobody hears. */
  get config(): RunnableConfig | undefined {
    return this.#runs[0]?.config;
  }

  get isOpen(): boolean {
    return this.#runs.some(({ isOpen }) => isOpen);
  }

  async delta(chunk: unknown, text: string): Promise<void> {
    for (const run of this.#runs) await run.delta(chunk, text);
  }

  /** Ends the run; once it has ended, nothing happens. A guard's objection to the end of one that went well is thrown. */
  async settle({ usage, ...outcome }: ToldOutcome): Promise<void> {
    for (const run of this.#runs) {
      if (usage !== undefined && run.isOpen) run.usage = { ...usage, source: "provider" };
      await run.settle(outcome);
    }
  }

  get #runs(): readonly ForeignRun[] {
    return this.#told.flatMap(({ runs }) => runs.find(this.runId) ?? []);
  }

  async #startIn(place: ForeignPlace, told: Omit<ForeignStart, "runId" | "runName">): Promise<void> {
    const { runs, tags, metadata, parentRunId } = place;
    if (runs.find(this.runId) !== undefined) return; // a handler of another place has told it there
    this.#told.push(place);
    await runs.start({
      ...told,
      parentRunId: told.parentRunId ?? parentRunId,
      tags,
      metadata: { ...metadata, ...told.metadata },
      runId: this.runId,
      runName: told.name,
    });
  }
}

async function swallow(work: () => Promise<void> | undefined): Promise<void> {
  try {
    await work();
  } catch {
    // the objection that is being thrown is the one that counts
  }
}
