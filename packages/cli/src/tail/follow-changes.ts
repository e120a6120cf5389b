import type { TraceChanges, TraceStore } from "@earshot/trace";

/** Between two looks: what comes at the rate of tokens is put together. */
const pauseMs = 50;

/** Who follows a store, and until when. */
export interface Follower {
  readonly ended: AbortSignal;
  /** Called once, when nothing that comes from now on will be missed. */
  listens(): Promise<void>;
  /** What comes meanwhile is told when it resolves. */
  hear(changes: TraceChanges): Promise<void>;
}

/** Tells what comes into a store from now on, until `ended`. */
export async function followChanges(store: TraceStore, { ended, listens, hear }: Follower): Promise<void> {
  let { cursor } = await store.changes();
  let wake: (() => void) | undefined;
  let isDue = false;
  const unwatch = store.watch(() => {
    isDue = true;
    wake?.();
  });
  const onEnd = () => wake?.();
  ended.addEventListener("abort", onEnd);
  // Listening keeps no process alive; who tails means to stay.
  const stay = setInterval(() => undefined, 60_000);
  try {
    await listens();
    while (!ended.aborted) {
      isDue = false;
      const changes = await store.changes(cursor);
      if (changes.cursor !== cursor) await hear(changes);
      cursor = changes.cursor;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (!isDue && !ended.aborted) await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    clearInterval(stay);
    ended.removeEventListener("abort", onEnd);
    unwatch();
  }
}
