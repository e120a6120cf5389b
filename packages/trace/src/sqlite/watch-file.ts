import { type FSWatcher, watch } from "node:fs";

/** Between two calls: one write of a store is many of its file. */
const pauseMs = 5;

/**
 * Calls `listener` soon after a file was written to, by whatever process. Where the system tells nothing of it, never: who must know asks now and
 * then besides. Keeps no process alive. The answer ends it.
 */
export function watchFile(path: string, listener: () => void): () => void {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let watcher: FSWatcher | undefined;
  const end = (): void => {
    clearTimeout(pause);
    watcher?.close();
    watcher = undefined;
  };
  try {
    watcher = watch(path, { persistent: false }, () => {
      pause ??= setTimeout(() => {
        pause = undefined;
        listener();
      }, pauseMs).unref();
    });
    watcher.on("error", end);
  } catch {
    // There is nothing to watch, or nobody who does.
  }
  return end;
}
