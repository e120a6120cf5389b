/** Somebody who has something to write down before the process ends. */
export interface ExitWatcher {
  /** The process has nothing more to do; what is begun here is waited for. */
  onIdle(): void;
  /** The process ends now; nothing is waited for. */
  onExit(): void;
}

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
const names = Object.keys(signals) as readonly (keyof typeof signals)[];
const watchers = new Set<ExitWatcher>();

/** Tells of the end of the process, however it comes about: idle, by `process.exit`, by a throw, by a signal that nobody else handles. */
export function watchExit(watcher: ExitWatcher): () => void {
  if (watchers.size === 0) listen("prependListener");
  watchers.add(watcher);
  return () => {
    if (watchers.delete(watcher) && watchers.size === 0) listen("off");
  };
}

/** One set of listeners however many watch: Node warns of more than ten. */
function listen(how: "prependListener" | "off"): void {
  const host = hostProcess();
  host?.[how]("beforeExit", onIdle);
  host?.[how]("exit", onExit);
  listenToSignals(how);
}

function listenToSignals(how: "prependListener" | "off"): void {
  for (const signal of names) hostProcess()?.[how](signal, onSignal);
}

const onIdle = (): void => {
  for (const watcher of watchers) watcher.onIdle();
};

const onExit = (): void => {
  for (const watcher of watchers) watcher.onExit();
};

/**
 * Writes, whoever else handles the signal, and leaves at once, so that they find it as if nobody watched: some end the process if they are the only
 * ones. Without anybody the process ends, by way of `exit`: others may have left something to do there.
 */
const onSignal = (signal: NodeJS.Signals): void => {
  const host = hostProcess();
  onExit();
  listenToSignals("off");
  if (host !== undefined && host.listenerCount(signal) === 0) host.exit(128 + signals[signal as keyof typeof signals]);
};

/** Node's process, or what is like it; `undefined` where exits are not to be had. */
function hostProcess(): NodeJS.Process | undefined {
  const { process } = globalThis as { readonly process?: NodeJS.Process };
  return typeof process?.prependListener === "function" ? process : undefined;
}
