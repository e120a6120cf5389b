import { batch, type ReadonlySignal, signal } from "@preact/signals";
import {
  reduceEvents,
  type RunDrafts,
  type RunRecord,
  type TraceChanges,
  type TraceNode,
  traceTree,
} from "@earshot/trace/reducer";
import { parseList } from "../pace/parse-list.js";
import { request, requestText } from "../api/studio-client.js";
import type { ChatMessage } from "../views/messages/chat-message.js";
import { LiveAnswer } from "../views/messages/live-answer.js";
import { inTurns } from "../pace/in-turns.js";

/** Up to so many runs the tree is made anew at once when one comes. */
const fewRuns = 1_000;
/** Making the tree of more takes no more than one part in so many of the page's time. */
const restShare = 5;

/** One trace as it is now: its runs, and the texts of answers that are still coming. */
export class TraceModel {
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal("");
  readonly #trees = signal<readonly TraceNode[]>([]);
  #runs = new Map<string, RunRecord>();
  /** What came while the trace was read: newer than what was read. */
  #heardMeanwhile: RunRecord[] | undefined;
  #pending: ReturnType<typeof setTimeout> | undefined;
  #restUntil = 0;
  /** What was heard of the runs that go on, chunk by chunk. */
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
    return this.#trees;
  }

  isRunning(runId: string): boolean {
    return this.#runs.get(runId)?.status === "running";
  }

  /** What has come of the answer of a run that goes on: reasoning, text and calls of tools. */
  liveAnswer(runId: string): ChatMessage | undefined {
    const deltas = this.#drafts.value.get(runId)?.deltas;
    if (deltas === undefined || deltas.size === 0) return undefined;
    const inOrder = [...deltas].sort(([left], [right]) => left - right);
    const known = this.#answers.get(runId);
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
    clearTimeout(this.#pending);
  }

  async load(): Promise<void> {
    const { signal: stopped } = this.#stopped;
    this.#heardMeanwhile = [];
    try {
      const runs = await this.#read(stopped);
      if (runs === undefined) return;
      this.#runs = new Map([...runs, ...(this.#heardMeanwhile ?? [])].map((run) => [run.runId, run]));
      this.#heardMeanwhile = undefined;
      batch(() => {
        this.#makeTrees();
        this.state.value = "ready";
      });
    } catch (error) {
      if (stopped.aborted) return;
      this.failure.value = error instanceof Error ? error.message : String(error);
      if (this.#runs.size === 0) this.state.value = "failed";
    }
  }

  /** Of one that is awaited a list is asked for: that it is empty is no failure, which browsers would tell as such. */
  async #read(stopped: AbortSignal): Promise<readonly RunRecord[] | undefined> {
    if (this.#isAwaited) {
      const query = { rootRunIds: [this.#traceId], scope: "all", limit: 1_000 } as const;
      return (await request("GET /api/runs", { query, signal: stopped })).runs;
    }
    const parameters = { runId: this.#traceId };
    const text = await requestText("GET /api/traces/:runId", { parameters, signal: stopped });
    return inTurns(parseList<RunRecord>(text), stopped);
  }

  /** Takes in what came. */
  hear({ runs, deltas, deleted = [], isReset }: TraceChanges): void {
    if (isReset === true) return void this.load();
    const own = runs.filter(({ rootRunId }) => rootRunId === this.#traceId);
    const chunks = deltas.filter(({ rootRunId }) => rootRunId === this.#traceId);
    batch(() => {
      if (deleted.includes(this.#traceId)) this.#forget();
      for (const run of own) this.#runs.set(run.runId, run);
      this.#heardMeanwhile?.push(...own);
      if (own.length > 0) this.#makeTreesSoon();
      if (chunks.length > 0) this.#drafts.value = reduceEvents(this.#drafts.value, chunks);
    });
  }

  /** The trace was deleted; should it come again, that is another. */
  #forget(): void {
    this.#runs.clear();
    this.#answers.clear();
    if (this.#heardMeanwhile !== undefined) this.#heardMeanwhile = [];
    this.#drafts.value = new Map();
    this.#makeTrees();
  }

  /** At once, unless they are large and were made lately: a trace of tens of thousands of runs that goes on changes all the time. */
  #makeTreesSoon(): void {
    const wait = this.#restUntil - performance.now();
    if (this.#runs.size <= fewRuns || wait <= 0) this.#makeTrees();
    else this.#pending ??= setTimeout(() => this.#makeTrees(), wait);
  }

  #makeTrees(): void {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    const begun = performance.now();
    this.#trees.value = traceTree([...this.#runs.values()]);
    const now = performance.now();
    this.#restUntil = now + (now - begun) * restShare;
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
