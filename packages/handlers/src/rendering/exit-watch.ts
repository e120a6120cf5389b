const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Hears of the end of the process, in time to leave the terminal in order: when it exits, crashes, or is ended by a signal that nobody else handles. */
export class ExitWatch {
  private readonly onEnd: () => void;
  private hearsSignals = false;

  constructor(onEnd: () => void) {
    this.onEnd = onEnd;
  }

  watchExit(): void {
    hostProcess()?.once("exit", this.onExit);
  }

  watchSignals(): void {
    const host = hostProcess();
    if (this.hearsSignals || host === undefined) return;
    this.hearsSignals = true;
    for (const signal of signals) host.prependListener(signal, this.onSignal);
  }

  end(): void {
    hostProcess()?.off("exit", this.onExit);
    this.leaveSignals();
  }

  private leaveSignals(): void {
    if (!this.hearsSignals) return;
    this.hearsSignals = false;
    for (const signal of signals) hostProcess()?.off(signal, this.onSignal);
  }

  private readonly onExit = (): void => {
    this.end();
    this.onEnd();
  };

  /**
   * Comes before other listeners and leaves at once, so that they find the signal as if nobody watched: some end the process if they are the only
   * ones. Without any, the signal does what it does by default. If the process goes on, the next painting begins anew.
   */
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    const host = hostProcess();
    this.leaveSignals();
    if (host === undefined || host.listenerCount(signal) > 0) return;
    this.end();
    this.onEnd();
    host.kill(host.pid, signal);
  };
}

/** Node's process, or what is like it; `undefined` where signals and exits are not to be had. */
function hostProcess(): NodeJS.Process | undefined {
  const { process } = globalThis as { readonly process?: NodeJS.Process };
  return typeof process?.prependListener === "function" ? process : undefined;
}
