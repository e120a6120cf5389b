import type { RunRecord } from "@earshot/trace/reducer";
import { studioSource } from "../trace/run-source.js";
import { readExchange } from "../views/messages/read-exchange.js";
import { type NewTurn, type SaidMessages, saidNewly, type Turn } from "./said-newly.js";

/** So many turns are read one after the other to know what was said before the last of them. */
const turnsOfPage = 20;
/** What was said before a page is known by so many turns: programs that hand in what was said hand in all of it, or the end of it. */
const turnsLookedBack = 10;

type ReadTurn = (run: RunRecord) => Promise<Turn>;

/** A turn of a thread that is read when it is wanted; of the turns before it those are read then, too, that tell what it says newly. */
export class LazyTurn {
  readonly run: RunRecord;
  readonly #place: number;
  readonly #before: LazyTurn | undefined;
  readonly #readTurn: ReadTurn;
  #turn: Promise<Turn> | undefined;
  #read: Promise<NewTurn> | undefined;

  constructor(
    run: RunRecord,
    place: number,
    { before, readTurn }: { before: LazyTurn | undefined; readTurn: ReadTurn },
  ) {
    this.run = run;
    this.#place = place;
    this.#before = before;
    this.#readTurn = readTurn;
  }

  /** Whether it is what it would be if it were made again. */
  isOf({ runId, status }: RunRecord, before: LazyTurn | undefined): boolean {
    return this.run.runId === runId && this.run.status === status && this.#before === before;
  }

  /** What was said newly in it. */
  read(): Promise<NewTurn> {
    this.#read ??= this.#readNew();
    return this.#read;
  }

  async #readNew(): Promise<NewTurn> {
    const isFirstOfPage = this.#place % turnsOfPage === 0;
    const before = isFirstOfPage
      ? this.#before?.saidLately(turnsLookedBack)
      : this.#before?.read().then(({ said }) => said);
    const [turn, said] = await Promise.all([this.#exchange(), before]);
    return saidNewly(turn, said);
  }

  /** What was said in it and in the turns before it, so many in all. */
  async saidLately(turns: number): Promise<SaidMessages> {
    const before = turns > 1 ? this.#before?.saidLately(turns - 1) : undefined;
    const [turn, said] = await Promise.all([this.#exchange(), before]);
    return saidNewly(turn, said).said;
  }

  /** All that was said in it. Without a run's events the beginnings of what was said are still there. */
  #exchange(): Promise<Turn> {
    this.#turn ??= this.#readTurn(this.run).catch(() => ({}));
    return this.#turn;
  }
}

/** The turns of a thread's runs; those that are known already stay as they are. */
export function lazyTurns(
  runs: readonly RunRecord[],
  known: readonly LazyTurn[],
  readTurn: ReadTurn = readFromStudio,
): readonly LazyTurn[] {
  const turns: LazyTurn[] = [];
  for (const [place, run] of runs.entries()) {
    const before = turns.at(-1);
    const same = known[place];
    turns.push(same?.isOf(run, before) === true ? same : new LazyTurn(run, place, { before, readTurn }));
  }
  return turns;
}

const readFromStudio: ReadTurn = (run) => studioSource.events(run, new AbortController().signal).then(readExchange);
