import { batch, signal } from "@preact/signals";
import { feedbackKindsOf, isRootRun, type RunQuery, type RunRecord, type TraceChanges } from "@earshot/trace/reducer";
import { request } from "../api/studio-client.js";

/** Milliseconds between two looks at the first page, if runs come faster. */
const lookAgainAfter = 400;

/**
 * The runs of a query, page by page, kept as they are now. Runs that are shown change where they stand. New ones go to the top if `isAtTop` says
 * that the top is looked at, and else wait in `waiting`, so that nothing moves under the eyes.
 */
export class RunList {
  readonly runs = signal<readonly RunRecord[]>([]);
  readonly waiting = signal<readonly RunRecord[]>([]);
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal<string>("");
  readonly #query: RunQuery;
  readonly #isAtTop: () => boolean;
  readonly #stopped = new AbortController();
  #next: string | undefined;
  /** Where the last page begins that was read. */
  #lastPage: string | undefined;
  #isLoadingMore = false;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = 0;

  constructor(query: RunQuery, isAtTop: () => boolean) {
    this.#query = query;
    this.#isAtTop = isAtTop;
  }

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#lookTimer);
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      const { runs, next } = await this.#ask();
      this.#next = next;
      this.#lastPage = undefined;
      batch(() => {
        this.runs.value = runs;
        this.waiting.value = [];
        this.state.value = "ready";
      });
    });
  }

  async loadMore(): Promise<void> {
    if (this.#next === undefined || this.#isLoadingMore) return;
    this.#isLoadingMore = true;
    const cursor = this.#next;
    await this.#attempt(async () => {
      const { runs, next } = await this.#ask(cursor);
      this.#next = next;
      this.#lastPage = cursor;
      this.runs.value = [...this.runs.value, ...this.#unknownOf(runs)];
    });
    this.#isLoadingMore = false;
  }

  /** Takes in what came. */
  hear({ runs, deleted = [], isReset }: TraceChanges): void {
    if (isReset === true) return void this.load();
    if (deleted.length > 0) this.#forget(new Set(deleted));
    const changed = new Map(runs.map((run) => [run.runId, run]));
    const isShown = this.runs.value.some(({ runId }) => changed.has(runId));
    if (isShown) {
      const updated = this.runs.value.map((run) => changed.get(run.runId) ?? run);
      this.runs.value = updated.filter((run) => !changed.has(run.runId) || this.#mayStay(run));
    }
    if (deleted.length > 0 || this.#hasNews(runs)) this.#lookSoon();
  }

  /** Spans come when they end, those below first: they are listed until the root of their trace comes. Earshot tells the root first. */
  #hasNews(runs: readonly RunRecord[]): boolean {
    if (this.#query.scope === "all" || runs.some(isRootRun)) return true;
    const spans = runs.filter(({ source }) => source !== "earshot");
    if (spans.length === 0) return false;
    const listed = new Set(this.runs.value.map(({ rootRunId }) => rootRunId));
    return spans.some(({ rootRunId }) => !listed.has(rootRunId));
  }

  showWaiting(): void {
    batch(() => {
      this.runs.value = [...this.waiting.value, ...this.runs.value];
      this.waiting.value = [];
    });
  }

  /** What was deleted is taken away wherever it stands. */
  #forget(rootRunIds: ReadonlySet<string>): void {
    const isLeft = ({ rootRunId }: RunRecord) => !rootRunIds.has(rootRunId);
    batch(() => {
      this.runs.value = this.runs.value.filter(isLeft);
      this.waiting.value = this.waiting.value.filter(isLeft);
    });
  }

  #lookSoon(): void {
    if (this.#lookTimer !== undefined) return;
    const wait = Math.max(0, this.#lookedAt + lookAgainAfter - Date.now());
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = undefined;
      this.#lookedAt = Date.now();
      void this.#attempt(() => this.#look());
    }, wait);
  }

  async #look(): Promise<void> {
    if (this.#query.order === "oldest") return this.#lookAtEnd();
    const { runs, next } = await this.#ask();
    const isOnePage = this.runs.value.length <= runs.length;
    if (isOnePage) this.#next = next;
    if (isOnePage && this.#isAtTop()) {
      this.runs.value = runs;
      return;
    }
    if (this.#query.order !== undefined && this.#query.order !== "newest") return;
    const fresh = this.#unknownOf(runs);
    if (this.#isAtTop()) this.runs.value = [...fresh, ...this.runs.value];
    else this.waiting.value = fresh;
  }

  /** Where the oldest come first, new ones come last: once all are shown that there were. */
  async #lookAtEnd(): Promise<void> {
    if (this.#next !== undefined) return;
    const { runs, next } = await this.#ask(this.#lastPage);
    this.#next = next;
    this.runs.value = [...this.runs.value, ...this.#unknownOf(runs)];
  }

  #unknownOf(runs: readonly RunRecord[]): readonly RunRecord[] {
    const known = new Set(this.runs.value.map(({ runId }) => runId));
    return runs.filter(({ runId }) => !known.has(runId));
  }

  /** A run that no longer is what was asked for goes; the rest of the query is about what doesn't change. */
  #mayStay(run: RunRecord): boolean {
    const { statuses, feedback } = this.#query;
    if (statuses?.includes(run.status) === false) return false;
    return feedback === undefined || feedbackKindsOf(run).some((kind) => feedback.includes(kind));
  }

  #ask(cursor?: string) {
    const query = { limit: 100, ...this.#query, ...(cursor === undefined ? {} : { cursor }) };
    return request("GET /api/runs", { query, signal: this.#stopped.signal });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      batch(() => {
        this.failure.value = error instanceof Error ? error.message : String(error);
        if (this.runs.value.length === 0) this.state.value = "failed";
      });
    }
  }
}
