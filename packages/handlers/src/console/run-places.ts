import type { StartEvent } from "./event-details.js";
import { isShown, type RunFilter } from "./run-filter.js";
import { RunNames } from "./run-names.js";
import type { ShownRun } from "./shown-run.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";

/** An open run, shown or not. */
interface RunPlace {
  /** `undefined` if it is hidden. */
  readonly run: ShownRun | undefined;
  /** The run itself, or the nearest above that is shown. */
  readonly nearest: ShownRun | undefined;
  /** True if all below it is hidden. */
  readonly hidesAll: boolean;
}

/** The open runs, and where each is shown. */
export class RunPlaces {
  private readonly names = new RunNames();
  private readonly places = new Map<string, RunPlace>();
  private readonly filter: RunFilter | undefined;

  constructor(filter: RunFilter | undefined) {
    this.filter = filter;
  }

  /** The place of a run that starts; `undefined` if it is hidden. */
  open(event: StartEvent): ShownRun | undefined {
    const { runId, parentRunId } = event;
    const above = parentRunId === undefined ? undefined : this.places.get(parentRunId);
    const isHidden = above?.hidesAll === true || (this.filter !== undefined && !isShown(event, this.filter));
    const run = isHidden ? undefined : this.show(event, above?.nearest);
    const hidesAll = above?.hidesAll === true || (isHidden && this.filter?.childrenOfHidden === "hide");
    this.places.set(runId, { run, nearest: run ?? above?.nearest, hidesAll });
    return run;
  }

  /** An open run that is shown. */
  shown(runId: string): ShownRun | undefined {
    return this.places.get(runId)?.run;
  }

  /** An open run, or the nearest above it that is shown. */
  nearest(runId: string): ShownRun | undefined {
    return this.places.get(runId)?.nearest;
  }

  /** Forgets a run that ended. */
  close(runId: string): void {
    const run = this.places.get(runId)?.run;
    if (run !== undefined) this.names.release(run.name);
    this.places.delete(runId);
  }

  private show(event: StartEvent, parent: ShownRun | undefined): ShownRun {
    return {
      runId: event.runId,
      name: this.names.take(sanitizeLine(event.name)),
      what: sanitizeLine(event.runType ?? kindNames[event.kind]),
      startedAt: event.time,
      parent,
      heading: undefined,
      isAnnounced: false,
      hasText: false,
      usages: [],
      progress: { chunks: 0, inputTokens: 0, outputTokens: 0 },
    };
  }
}

const kindNames: Readonly<Record<StartEvent["kind"], string>> = {
  chat_model: "model",
  llm: "model",
  chain: "chain",
  tool: "tool",
  retriever: "retriever",
  embedding: "embedding",
};
