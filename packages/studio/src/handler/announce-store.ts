let isSaid = false;

/** Says once in a process, and to a person alone, where traces go. */
export function announceStore(path: string): void {
  say(`earshot: traces go to ${path}. To look at them: npx earshot studio`);
}

/** In its place, that they go nowhere. */
export function announceFailure(path: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  say(`earshot: traces can't be kept in ${path}. ${reason}`);
}

function say(line: string): void {
  if (isSaid || process.env["EARSHOT_QUIET"] || process.stderr.isTTY !== true) return;
  isSaid = true;
  process.stderr.write(`${line}\n`);
}
