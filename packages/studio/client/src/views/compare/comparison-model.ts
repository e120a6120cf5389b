import { batch, computed, signal } from "@preact/signals";
import { compareTraces, type RunContent } from "@earshot/trace/compare";
import { type TraceChanges, type TraceNode, traceTreeInSteps } from "@earshot/trace/reducer";
import { inTurns } from "../../pace/in-turns.js";
import { readTrace } from "../../trace/read-trace.js";
import { readContents } from "./read-contents.js";

/** Runs of a trace up to which its whole contents are read to be compared, not just their beginnings. */
const maxRunsToRead = 400;
/** Milliseconds between two readings, if runs come faster. */
const readAgainAfter = 500;

/** Two runs, each with all below it, as they are now. They may be of one trace. */
export class ComparisonModel {
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal("");
  readonly #left = signal<TraceNode | undefined>(undefined);
  readonly #right = signal<TraceNode | undefined>(undefined);
  readonly #contents = signal<ReadonlyMap<string, RunContent> | undefined>(undefined);
  readonly sides = computed(() => ({ left: this.#left.value?.run, right: this.#right.value?.run }));
  readonly comparison = computed(() => {
    const [left, right, contents] = [this.#left.value, this.#right.value, this.#contents.value];
    if (left === undefined || right === undefined) return undefined;
    return compareTraces([left], [right], contents && { contentOf: ({ runId }) => contents.get(runId) });
  });
  /** Only the beginnings of inputs and outputs were compared: there are too many runs to read them all. */
  readonly isByPreviews = computed(() => this.state.value === "ready" && this.#contents.value === undefined);
  readonly #ids: { readonly left: string; readonly right: string };
  readonly #stopped = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(left: string, right: string) {
    this.#ids = { left, right };
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** What came of either trace, or that one was deleted, has both read again. */
  hear({ runs, deleted = [], isReset }: TraceChanges): void {
    const { left, right } = this.sides.peek();
    const isOurs = (rootRunId: string) => rootRunId === left?.rootRunId || rootRunId === right?.rootRunId;
    if (isReset !== true && !deleted.some(isOurs) && !runs.some(({ rootRunId }) => isOurs(rootRunId))) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.load();
    }, readAgainAfter);
  }

  /** What a run said, if it was read already. */
  contentOf(runId: string): RunContent | undefined {
    return this.#contents.value?.get(runId);
  }

  async load(): Promise<void> {
    try {
      const [left, right] = await Promise.all([this.#read(this.#ids.left), this.#read(this.#ids.right)]);
      const contents = await this.#readContents([left.run, right.run]);
      batch(() => {
        this.#left.value = left;
        this.#right.value = right;
        this.#contents.value = contents;
        this.state.value = "ready";
      });
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      batch(() => {
        this.failure.value = error instanceof Error ? error.message : String(error);
        this.state.value = "failed";
      });
    }
  }

  async #read(runId: string): Promise<TraceNode> {
    const { signal: stopped } = this.#stopped;
    const trees = await inTurns(traceTreeInSteps(await readTrace(runId, stopped)), stopped);
    const waiting = [...(trees ?? [])];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.run.runId === runId) return node;
      for (const child of node.children) waiting.push(child);
    }
    throw new Error(`The run ${runId} isn't there: it may have been deleted.`);
  }

  async #readContents(sides: readonly TraceNode["run"][]): Promise<ReadonlyMap<string, RunContent> | undefined> {
    if (sides.some(({ totals }) => totals.runs > maxRunsToRead)) return undefined;
    return readContents(new Set(sides.map(({ rootRunId }) => rootRunId)), this.#stopped.signal);
  }
}
