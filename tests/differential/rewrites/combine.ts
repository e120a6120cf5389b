import type { Rewrite } from "./rewrite.js";

/** One rewrite after the other. */
export function combine(...rewrites: readonly Rewrite[]): Rewrite {
  return (recording) => rewrites.reduce((rewritten, rewrite) => rewrite(rewritten), recording);
}
