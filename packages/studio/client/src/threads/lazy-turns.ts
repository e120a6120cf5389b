import type { RunRecord } from "@earshot/trace/reducer";
import { studioSource } from "../trace/run-source.js";
import { readExchange } from "../views/messages/read-exchange.js";
import { type NewTurn, saidNewly, type Turn } from "./said-newly.js";

/** A turn of a thread that is read when it is wanted; the turns before it are read then, too. */
export class LazyTurn {
  readonly run: RunRecord;
  readonly #before: LazyTurn | undefined;
  #read: Promise<NewTurn> | undefined;

  constructor(run: RunRecord, before: LazyTurn | undefined) {
    this.run = run;
    this.#before = before;
  }

  /** Whether it is what it would be if it were made again. */
  isOf({ runId, status }: RunRecord, before: LazyTurn | undefined): boolean {
    return this.run.runId === runId && this.run.status === status && this.#before === before;
  }

  /** What was said newly in it. */
  read(): Promise<NewTurn> {
    this.#read ??= Promise.all([turnOf(this.run), this.#before?.read()]).then(([turn, before]) =>
      saidNewly(turn, before?.said),
    );
    return this.#read;
  }
}

/** The turns of a thread's runs; those that are known already stay as they are. */
export function lazyTurns(runs: readonly RunRecord[], known: readonly LazyTurn[]): readonly LazyTurn[] {
  const turns: LazyTurn[] = [];
  for (const [index, run] of runs.entries()) {
    const before = turns.at(-1);
    const same = known[index];
    turns.push(same?.isOf(run, before) === true ? same : new LazyTurn(run, before));
  }
  return turns;
}

/** Without a run's events the beginnings of what was said are still there. */
const turnOf = (run: RunRecord): Promise<Turn> =>
  studioSource.events(run, new AbortController().signal).then(readExchange, () => ({}));
