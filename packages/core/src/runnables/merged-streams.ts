import { failureOf } from "../runs/fail.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { nothing } from "../runs/stream-stage.js";

type Pulled = IteratorResult<unknown, undefined>;

/** One of the streams that are merged. */
export interface MergedBranch {
  /** Its chunks; a promise while it is still being opened. */
  readonly chunks: MaybePromise<AsyncIterator<unknown, undefined>>;
  /** What a chunk of it is in the merged stream; `nothing` to leave it out. */
  readonly merge: (chunk: unknown) => unknown;
}

/** A branch; its chunks are no promise any more once it is open. */
interface OpenBranch extends MergedBranch {
  chunks: MergedBranch["chunks"];
}

interface Ready {
  readonly chunk: unknown;
  readonly branch: OpenBranch;
}

interface OpenPull {
  resolve(pulled: Pulled): void;
  reject(error: unknown): void;
}

/**
 * Several streams below one run as one, in the order in which their chunks come. Each is pulled one chunk ahead of the reader and no
 * further. A stream that fails ends the run, and with it all the others.
 */
export class MergedStreams implements AsyncIterator<unknown, undefined> {
  readonly #run: Run;
  readonly #branches: readonly OpenBranch[];
  /** Branches whose last chunk was taken: pulled when the next one is asked for. */
  #idle: OpenBranch[];
  /** At most one chunk of each branch. */
  readonly #ready: Ready[] = [];
  readonly #waiting: OpenPull[] = [];
  #streaming: number;
  #failure: { readonly error: unknown; readonly ended: Promise<void> | undefined } | undefined = undefined;

  constructor(run: Run, branches: readonly MergedBranch[]) {
    this.#run = run;
    this.#branches = branches.map(({ chunks, merge }) => ({ chunks, merge }));
    this.#idle = [...this.#branches];
    this.#streaming = branches.length;
    // One that fails to open before it is pulled is found out when it is.
    for (const { chunks } of branches) if (chunks instanceof Promise) chunks.catch(() => undefined);
  }

  next(): Promise<Pulled> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#serve();
    });
  }

  async return(): Promise<Pulled> {
    this.#streaming = 0;
    await Promise.allSettled(this.#branches.map(async ({ chunks }) => (await chunks).return?.()));
    return { value: undefined, done: true };
  }

  /** Gives those that wait what there is, and pulls for those that wait on. */
  #serve(): void {
    while (this.#waiting.length > 0) {
      if (this.#failure !== undefined) this.#reject(this.#waiting.shift() as OpenPull, this.#failure);
      else if (this.#ready.length > 0) this.#hand(this.#waiting.shift() as OpenPull, this.#ready.shift() as Ready);
      else if (this.#streaming === 0) this.#waiting.shift()?.resolve({ value: undefined, done: true });
      else if (this.#idle.length > 0) for (const branch of this.#idle.splice(0)) this.#pull(branch);
      else return;
    }
  }

  #hand(pull: OpenPull, { chunk, branch }: Ready): void {
    this.#idle.push(branch);
    pull.resolve({ value: chunk, done: false });
  }

  #pull(branch: OpenBranch): void {
    const { chunks } = branch;
    const onError = (error: unknown): void => this.#fail(error);
    if (!(chunks instanceof Promise))
      return void chunks.next().then((pulled) => this.#onPulled(branch, pulled), onError);
    chunks.then((opened) => {
      branch.chunks = opened;
      this.#pull(branch);
    }, onError);
  }

  #onPulled(branch: OpenBranch, pulled: Pulled): void {
    if (this.#failure !== undefined || this.#streaming === 0) return;
    if (pulled.done === true) this.#streaming--;
    else {
      let chunk: unknown;
      try {
        chunk = branch.merge(pulled.value);
      } catch (error) {
        return this.#fail(error);
      }
      if (chunk === nothing) return this.#pull(branch);
      this.#ready.push({ chunk, branch });
    }
    this.#serve();
  }

  /** The run ends first, and what is open below it with the reason; only then is closed what is no run of ours. */
  #fail(error: unknown): void {
    if (this.#failure !== undefined || this.#streaming === 0) return;
    this.#failure = { error, ended: this.#run.settle(failureOf(error)) };
    void this.return();
    this.#serve();
  }

  #reject(
    pull: OpenPull,
    { error, ended }: { readonly error: unknown; readonly ended: Promise<void> | undefined },
  ): void {
    if (ended === undefined) pull.reject(error);
    else void ended.then(() => pull.reject(error));
  }
}
