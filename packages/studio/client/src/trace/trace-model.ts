import { batch, computed, signal } from "@preact/signals";
import {
  recordOfDraft,
  reduceEvents,
  type RunDrafts,
  type RunRecord,
  type TraceChanges,
  traceTree,
} from "@earshot/trace/reducer";
import { request } from "../api/studio-client.js";

/** One trace as it is now: its runs, and the texts of answers that are still coming. */
export class TraceModel {
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal("");
  readonly trees = computed(() => traceTree([...this.#runs.value.values()]));
  readonly #runs = signal<ReadonlyMap<string, RunRecord>>(new Map());
  /** What was heard of the runs that go on, chunk by chunk. */
  readonly #drafts = signal<RunDrafts>(new Map());
  readonly #traceId: string;
  readonly #stopped = new AbortController();

  constructor(traceId: string) {
    this.#traceId = traceId;
  }

  isRunning(runId: string): boolean {
    return this.#runs.value.get(runId)?.status === "running";
  }

  /** What has come of the answer of a run that goes on. */
  liveText(runId: string): string {
    const draft = this.#drafts.value.get(runId);
    return draft === undefined ? "" : (recordOfDraft(draft).outputPreview ?? "");
  }

  stop(): void {
    this.#stopped.abort();
  }

  async load(): Promise<void> {
    const { signal: stopped } = this.#stopped;
    try {
      const runs = await request("GET /api/traces/:runId", { parameters: { runId: this.#traceId }, signal: stopped });
      batch(() => {
        this.#runs.value = new Map(runs.map((run) => [run.runId, run]));
        this.state.value = "ready";
      });
    } catch (error) {
      if (stopped.aborted) return;
      this.failure.value = error instanceof Error ? error.message : String(error);
      if (this.#runs.value.size === 0) this.state.value = "failed";
    }
  }

  /** Takes in what came. */
  hear({ deleted, runs, deltas, isReset }: TraceChanges): void {
    if (isReset === true) return void this.load();
    if (deleted?.includes(this.#traceId) === true) this.#runs.value = new Map();
    const own = runs.filter(({ rootRunId }) => rootRunId === this.#traceId);
    const chunks = deltas.filter(({ rootRunId }) => rootRunId === this.#traceId);
    batch(() => {
      if (own.length > 0)
        this.#runs.value = new Map([...this.#runs.value, ...own.map((run) => [run.runId, run] as const)]);
      if (chunks.length > 0) this.#drafts.value = reduceEvents(this.#drafts.value, chunks);
    });
  }

  /** Reads the chunks that a run said before it was looked at. Those that come meanwhile count once all the same. */
  async catchUp(runId: string): Promise<void> {
    const { signal: stopped } = this.#stopped;
    // Without them what comes from now on is shown, and that the server is gone is told elsewhere.
    const events = await request("GET /api/runs/:runId/events", { parameters: { runId }, signal: stopped }).catch(
      () => [],
    );
    this.#drafts.value = reduceEvents(this.#drafts.value, events);
  }
}
