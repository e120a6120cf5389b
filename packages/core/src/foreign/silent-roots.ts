import type { Run } from "../runs/run.js";

/** How long a root run of another runtime may be silent, with all that is below it, before it counts as forgotten. */
const silenceLimitMs = 60 * 60 * 1000;

/** The root runs that are open, those that were silent the longest first, with the time they were last heard of. */
const open = new Map<Run, number>();

/** Notes that a root run was heard of. */
export function touchRoot(root: Run): void {
  open.delete(root);
  if (root.isOpen) open.set(root, Date.now());
}

export function dropRoot(root: Run): void {
  open.delete(root);
}

/** Ends the root runs of which nothing was heard for an hour, as if their consumers had left: nobody will ever end them. */
export function endForgottenRoots(now = Date.now()): void {
  for (const [root, heardAt] of open) {
    if (now - heardAt < silenceLimitMs) return;
    open.delete(root);
    root.cancel(undefined);
  }
}
