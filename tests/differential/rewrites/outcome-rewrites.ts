import type { Described } from "../describe-value.js";
import type { Recording } from "../normalise-recording.js";
import type { Rewrite } from "./rewrite.js";

/** The last run that ended fails with this error instead, and so does the program. */
export const failsWith =
  (error: Described): Rewrite =>
  (recording) => ({ calls: endWith(recording, "handleChainError", error), outcome: { threw: error } });

/** The last run that failed ends well with this output instead, and the program returns it, or what it streamed. */
export const returnsInstead =
  (output: Described, returned: Described = output): Rewrite =>
  (recording) => ({ calls: endWith(recording, "handleChainEnd", output), outcome: { returned } });

/** Other text in the place of each of these, anywhere in the recording's JSON. */
export const replaceInJson =
  (...pairs: readonly (readonly [text: string, other: string])[]): Rewrite =>
  (recording) => {
    const json = pairs.reduce((text, [from, to]) => text.replaceAll(from, () => to), JSON.stringify(recording));
    return JSON.parse(json) as Recording;
  };

function endWith({ calls }: Recording, method: string, value: Described): Recording["calls"] {
  return calls.map((call, index) =>
    index === calls.length - 1 ? { method, arguments: [value, ...call.arguments.slice(1)] } : call,
  );
}
