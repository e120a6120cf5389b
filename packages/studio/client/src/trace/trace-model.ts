import { batch, type ReadonlySignal, signal } from "@preact/signals";
import {
  reduceEvents,
  type RunDrafts,
  type RunRecord,
  type TraceChanges,
  type TraceNode,
} from "@earshot/trace/reducer";
import { request } from "../api/studio-client.js";
import type { ChatMessage } from "../views/messages/chat-message.js";
import { LiveAnswer } from "../views/messages/live-answer.js";
import { readTrace } from "./read-trace.js";
import { TraceTrees } from "./trace-trees.js";

/** One trace as it is now: its runs, and the texts of answers that are still coming. */
export class TraceModel {
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal("");
  readonly #trees = new TraceTrees(() => this.#runs);
  #runs = new Map<string, RunRecord>();
  /** What came while the trace was read: newer than what was read. Of each reading another, so that an older one is known. */
  #heardMeanwhile: RunRecord[] | undefined;
  /** What was heard of the runs that go on, chunk by chunk; of those that have ended, nothing is kept. */
  readonly #drafts = signal<RunDrafts>(new Map());
  readonly #traceId: string;
  /** What was put together of their answers, how many chunks are in it, and the place of the last. */
  readonly #answers = new Map<string, { readonly answer: LiveAnswer; count: number; last: number }>();
  readonly #stopped = new AbortController();

  readonly #isAwaited: boolean;

  /** @param options.isAwaited it may not have been heard yet: then it comes with the changes */
  constructor(traceId: string, options: { readonly isAwaited?: boolean } = {}) {
    this.#traceId = traceId;
    this.#isAwaited = options.isAwaited ?? false;
  }

  get trees(): ReadonlySignal<readonly TraceNode[]> {
    return this.#trees.trees;
  }

  isRunning(runId: string): boolean {
    return this.#runs.get(runId)?.status === "running";
  }

  /** What has come of the answer of a run that goes on: reasoning, text and calls of tools. */
  liveAnswer(runId: string): ChatMessage | undefined {
    const deltas = this.#drafts.value.get(runId)?.deltas;
    const known = this.#answers.get(runId);
    // Its chunks are gone when it has ended: what was put together of them stands until its end was read.
    if (deltas === undefined || deltas.size === 0)
      return known?.answer.isEmpty === false ? known.answer.message : undefined;
    const inOrder = [...deltas].sort(([left], [right]) => left - right);
    // One that came late stands before some that were added: then all are put together again.
    const isGoingOn = known !== undefined && inOrder[known.count - 1]?.[0] === known.last;
    const state = isGoingOn ? known : { answer: new LiveAnswer(), count: 0, last: -1 };
    for (const [, delta] of inOrder.slice(state.count)) state.answer.add(delta);
    state.count = inOrder.length;
    state.last = inOrder.at(-1)?.[0] ?? -1;
    this.#answers.set(runId, state);
    return state.answer.isEmpty ? undefined : state.answer.message;
  }

  stop(): void {
    this.#stopped.abort();
    this.#trees.stop();
  }

  async load(): Promise<void> {
    const { signal: stopped } = this.#stopped;
    const heard: RunRecord[] = [];
    this.#heardMeanwhile = heard;
    try {
      const runs = await this.#read(stopped);
      if (this.#heardMeanwhile !== heard) return; // it was read anew meanwhile, or deleted
      this.#runs = new Map([...runs, ...heard].map((run) => [run.runId, run]));
      this.#heardMeanwhile = undefined;
      if (await this.#trees.make()) this.state.value = "ready";
    } catch (error) {
      if (stopped.aborted || this.#heardMeanwhile !== heard) return;
      this.failure.value = error instanceof Error ? error.message : String(error);
      if (this.#runs.size === 0) this.state.value = "failed";
    } finally {
      if (this.#heardMeanwhile === heard) this.#heardMeanwhile = undefined;
    }
  }

  /** Of one that is awaited a list is asked for: that it is empty is no failure, which browsers would tell as such. */
  async #read(stopped: AbortSignal): Promise<readonly RunRecord[]> {
    if (this.#isAwaited) {
      const query = { rootRunIds: [this.#traceId], scope: "all", limit: 1_000 } as const;
      return (await request("GET /api/runs", { query, signal: stopped })).runs;
    }
    return readTrace(this.#traceId, stopped);
  }

  /** Takes in what came. */
  hear({ runs, deltas, deleted = [], isReset }: TraceChanges): void {
    if (isReset === true) return void this.load();
    const own = runs.filter(({ rootRunId }) => rootRunId === this.#traceId);
    const chunks = deltas.filter(({ rootRunId }) => rootRunId === this.#traceId);
    batch(() => {
      if (deleted.includes(this.#traceId)) this.#forget();
      for (const run of own) {
        this.#runs.set(run.runId, run);
        this.#heardMeanwhile?.push(run);
      }
      if (own.length > 0) this.#trees.makeSoon();
      if (chunks.length > 0) this.#drafts.value = reduceEvents(this.#drafts.value, chunks);
      this.#dropChunks(own);
    });
  }

  /** Of runs that have ended: a trace that is looked at for long hears many answers, and their ends say the whole. */
  #dropChunks(runs: readonly RunRecord[]): void {
    const ended = runs.filter(({ runId, status }) => status !== "running" && this.#drafts.peek().has(runId));
    if (ended.length === 0) return;
    const left = new Map(this.#drafts.peek());
    for (const { runId } of ended) left.delete(runId);
    this.#drafts.value = left;
  }

  /** The trace was deleted; should it come again, that is another. */
  #forget(): void {
    this.#runs.clear();
    this.#answers.clear();
    this.#heardMeanwhile = undefined;
    this.#drafts.value = new Map();
    this.#trees.clear();
    this.state.value = "ready";
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
