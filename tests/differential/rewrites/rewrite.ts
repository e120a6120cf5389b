import type { Described } from "../describe-value.js";
import type { Recording } from "../normalise-recording.js";
import type { HandlerCall } from "../recorder.js";

/** Makes of LangChain's recording what Earshot's must be, in one respect. */
export type Rewrite = (recording: Recording) => Recording;

/** A described object: plain keys, described values. */
export type DescribedObject = { readonly [key: string]: Described };

/** Other calls, the same outcome. */
export function rewriteCalls(rewrite: (calls: readonly HandlerCall[]) => readonly HandlerCall[]): Rewrite {
  return ({ calls, outcome }) => ({ calls: rewrite(calls), outcome });
}
