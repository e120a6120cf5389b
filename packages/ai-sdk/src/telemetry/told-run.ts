import type { UsageMetadata } from "@earshot/core/messages";
import type { RunnableConfig } from "@earshot/core/runnables";
import type { RunKind } from "@earshot/core/events";
import type { ForeignOutcome, ForeignRun, ForeignRuns, ForeignStart } from "@earshot/core/events/foreign";

/** How a run ended, and what it cost if it is a model's and that is known. */
export interface ToldOutcome extends ForeignOutcome {
  readonly usage?: UsageMetadata | undefined;
}

/** One run of AI SDK's, told to everybody who is to hear it. */
export class ToldRun {
  readonly runId: string;
  readonly tellers: readonly ForeignRuns[];

  constructor(runId: string, tellers: readonly ForeignRuns[]) {
    this.runId = runId;
    this.tellers = tellers;
  }

  /** @throws a guard's objection; the run has ended with it then */
  async start<TKind extends RunKind>(told: Omit<ForeignStart<TKind>, "runId" | "runName">): Promise<void> {
    try {
      for (const teller of this.tellers)
        await teller.start({ ...told, runId: this.runId, runName: told.name } as ForeignStart);
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
    return this.tellers.flatMap((teller) => teller.find(this.runId) ?? []);
  }
}

async function swallow(work: () => Promise<void> | undefined): Promise<void> {
  try {
    await work();
  } catch {
    // the objection that is being thrown is the one that counts
  }
}
