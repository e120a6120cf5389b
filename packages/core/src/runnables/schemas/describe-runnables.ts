import type { Runnable } from "../runnable.js";
import type { EndSchemas } from "./end-schemas.js";

type AnyKind = abstract new (...given: never[]) => Runnable;

const described: { readonly kind: AnyKind; readonly describe: (runnable: Runnable) => EndSchemas }[] = [];

/** Says the ends of runnables that are in every page, and so can't say them there: for `wiring/full.ts`. */
export function describeRunnables<TKind extends AnyKind>(
  kind: TKind,
  describe: (runnable: InstanceType<TKind>) => EndSchemas,
): void {
  described.push({ kind, describe: describe as (runnable: Runnable) => EndSchemas });
}

/** What is said of a runnable this way. */
export const descriptionsOf = (runnable: Runnable): readonly EndSchemas[] =>
  described.filter(({ kind }) => runnable instanceof kind).map(({ describe }) => describe(runnable));
