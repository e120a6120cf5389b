const isSaid = { store: false, failure: false };

/** Says once in a process, and to a person alone, where traces go. */
export function announceStore(path: string): void {
  if (process.stderr.isTTY === true) say("store", `traces go to ${path}. To look at them: npx earshot studio`);
}

/** In its place, and to whoever reads the log as well, that they go nowhere. */
export function announceFailure(path: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  say("failure", `traces can't be kept in ${path}. ${reason}`);
}

function say(what: keyof typeof isSaid, line: string): void {
  if (isSaid[what] || process.env["EARSHOT_QUIET"]) return;
  isSaid[what] = true;
  process.stderr.write(`earshot: ${line}\n`);
}
