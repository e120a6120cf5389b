import { computed, signal } from "@preact/signals";
import { type RunRecord, type TraceChanges, traceTree } from "@earshot/trace/reducer";
import { request } from "../api/studio-client.js";

/** One trace as it is now: its runs, and the texts of answers that are still coming. */
export class TraceModel {
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal("");
  readonly trees = computed(() => traceTree([...this.#runs.value.values()]));
  readonly #runs = signal<ReadonlyMap<string, RunRecord>>(new Map());
  readonly #live = signal<ReadonlyMap<string, ReadonlyMap<number, string>>>(new Map());
  readonly #traceId: string;
  readonly #stopped = new AbortController();

  constructor(traceId: string) {
    this.#traceId = traceId;
  }

  run(runId: string): RunRecord | undefined {
    return this.#runs.value.get(runId);
  }

  /** What has come of the answer of a run that goes on. */
  liveText(runId: string): string {
    const chunks = [...(this.#live.value.get(runId) ?? [])].sort(([left], [right]) => left - right);
    return chunks.map(([, text]) => text).join("");
  }

  stop(): void {
    this.#stopped.abort();
  }

  async load(): Promise<void> {
    try {
      const parameters = { runId: this.#traceId };
      const runs = await request("GET /api/traces/:runId", { parameters, signal: this.#stopped.signal });
      this.#runs.value = new Map(runs.map((run) => [run.runId, run]));
      this.state.value = "ready";
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.failure.value = error instanceof Error ? error.message : String(error);
      if (this.#runs.value.size === 0) this.state.value = "failed";
    }
  }

  /** Takes in what came. */
  hear({ runs, deltas, isReset }: TraceChanges): void {
    if (isReset === true) return void this.load();
    const own = runs.filter(({ rootRunId }) => rootRunId === this.#traceId);
    if (own.length > 0)
      this.#runs.value = new Map([...this.#runs.value, ...own.map((run) => [run.runId, run] as const)]);
    const chunks = deltas.filter(({ rootRunId }) => rootRunId === this.#traceId);
    if (chunks.length === 0) return;
    const live = new Map(this.#live.value);
    for (const { runId, index, seq, text } of chunks)
      live.set(runId, new Map(live.get(runId)).set(index ?? seq, text ?? ""));
    this.#live.value = live;
  }
}
