import type { TraceChanges, TraceStore } from "@earshot/trace";
import type { ReplayTarget, StudioChanges } from "../../api/studio-api.js";
import type { ReplayHub } from "../../replay/replay-hub.js";
import type { EventStream } from "../http/event-stream.js";

/** What a feed needs. */
export interface ChangeFeedOptions {
  readonly store: Pick<TraceStore, "changes" | "watch">;
  /** Whose apps come and go. */
  readonly replay: Pick<ReplayHub, "targets" | "onChange">;
  /** The store could not be read; the feed tries again, and says the same no second time. Must not throw. */
  readonly onError: (error: unknown) => void;
  /** Between two looks at the store. Default 30: what comes at the rate of tokens is put together, and nobody sees a delay. */
  readonly pauseMs?: number;
}

/** After the store could not be read. */
const retryMs = 1_000;

interface Follower {
  readonly stream: EventStream;
  cursor: string | undefined;
  /** The apps that its client knows of, as they were when it came. */
  targets: readonly ReplayTarget[];
}

/**
 * Tells any number of clients what comes into a store, with one watch, and which apps come and go. Each goes on from its own cursor; those that
 * have read as far as each other, which soon is all of them, share one look at the store. To a client that doesn't keep up nothing is written until
 * it does, and then all that came meanwhile as one.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #followers = new Set<Follower>();
  #unwatch: (() => void) | undefined;
  #pause: NodeJS.Timeout | undefined;
  #isDue = false;
  #isReading = false;
  /** Of the last look, that it is told once. */
  #failure: string | undefined;
  #targets: readonly ReplayTarget[] = [];

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
    options.replay.onChange(() => {
      this.#targets = options.replay.targets;
      this.#wake();
    });
  }

  /** Follows from the client's `Last-Event-ID` on; without one, from now on, which it is told at once so that it knows where it stands. */
  follow(stream: EventStream): void {
    const follower: Follower = { stream, cursor: stream.lastEventId, targets: this.#targets };
    this.#unwatch ??= this.#options.store.watch(() => this.#wake());
    this.#followers.add(follower);
    stream.onReady(() => this.#wake());
    stream.onClose(() => this.#leave(follower));
    this.#wake();
  }

  close(): void {
    this.#followers.clear();
    this.#rest();
  }

  #leave(follower: Follower): void {
    this.#followers.delete(follower);
    if (this.#followers.size === 0) this.#rest();
  }

  #rest(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  /** At once, unless it has just looked. */
  #wake(): void {
    this.#isDue = true;
    if (this.#isReading || this.#pause !== undefined || this.#followers.size === 0) return;
    void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    this.#isDue = false;
    let pauseMs = this.#options.pauseMs ?? 30;
    try {
      for (const [cursor, followers] of this.#readyByCursor()) await this.#tell(cursor, followers);
      this.#failure = undefined;
    } catch (error) {
      if (String(error) !== this.#failure) this.#options.onError(error);
      this.#failure = String(error);
      this.#isDue = true;
      pauseMs = retryMs;
    }
    this.#isReading = false;
    if (this.#followers.size === 0) return;
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#isDue) this.#wake();
    }, pauseMs);
    this.#pause.unref();
  }

  #readyByCursor(): Map<string | undefined, Follower[]> {
    const groups = new Map<string | undefined, Follower[]>();
    for (const follower of this.#followers) {
      if (!follower.stream.isReady) continue;
      const group = groups.get(follower.cursor);
      if (group === undefined) groups.set(follower.cursor, [follower]);
      else group.push(follower);
    }
    return groups;
  }

  async #tell(from: string | undefined, followers: readonly Follower[]): Promise<void> {
    const changes = await this.#options.store.changes(from);
    const { runs, deltas, deleted, isReset } = changes;
    const isNothing = runs.length === 0 && deltas.length === 0 && deleted === undefined && isReset !== true;
    const data = JSON.stringify(changes);
    for (const follower of followers) {
      follower.cursor = changes.cursor;
      const isTold = follower.targets === this.#targets;
      follower.targets = this.#targets;
      const id = changes.cursor;
      if (!isTold) follower.stream.send({ id, data: JSON.stringify(withTargets(changes, this.#targets)) });
      else if (!isNothing || from === undefined) follower.stream.send({ id, data });
    }
  }
}

const withTargets = (changes: TraceChanges, replayTargets: readonly ReplayTarget[]): StudioChanges => ({
  ...changes,
  replayTargets,
});
