/** A process that writes runs down, as it says of itself from time to time while any of them runs. */
export interface WritingProcess {
  /** What the starts of its runs name as `writer`. */
  readonly writer: string;
  /** Unix milliseconds at which it said so. */
  readonly time: number;
  readonly pid?: number;
  readonly host?: string;
}

/** How long a process of this machine, whose id nobody has any more, has to be silent: another container may have the same name. */
export const lostAfterMs = 5_000;

/** How long any other has to be silent, which can't be asked for: it may have been busy, or stopped for a while. */
const unseenAfterMs = 60_000;

/** Whether a process has ended without ending its runs, as far as can be told from here. One that is there is not lost, however silent. */
export function isLost({ time, pid, host }: WritingProcess, silentMs: number): boolean {
  const silence = Date.now() - time;
  if (pid === undefined || host === undefined || host !== hostName())
    return silence >= Math.max(silentMs, unseenAfterMs);
  return silence >= silentMs && !isThere(pid);
}

/** The process that this is, where there are processes. */
export function thisProcess(): Pick<WritingProcess, "pid" | "host"> {
  const { pid } = hostProcess() ?? {};
  const host = hostName();
  return { ...(pid === undefined ? {} : { pid }), ...(host === undefined ? {} : { host }) };
}

let knownName: string | undefined;

function hostName(): string | undefined {
  return (knownName ??= hostProcess()?.getBuiltinModule?.("node:os").hostname());
}

/** Signal 0 is none: it only asks whether somebody would get it. Those of other users would not from us, and are there. */
function isThere(pid: number): boolean {
  try {
    return hostProcess()?.kill(pid, 0) ?? true;
  } catch (error) {
    return (error as { readonly code?: string }).code !== "ESRCH";
  }
}

const hostProcess = (): NodeJS.Process | undefined => (globalThis as { readonly process?: NodeJS.Process }).process;
