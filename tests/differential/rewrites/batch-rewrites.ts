import type { HandlerCall } from "../recorder.js";
import { callOf } from "./calls.js";
import { rewriteCalls, type Rewrite } from "./rewrite.js";

const isRootError = (call: HandlerCall) => call.method === "handleChainError" && call.arguments[2] === "<undefined>";

/** Elements that succeeded end well; only the one that failed (the second) ends with the error. */
export const failsTheFailedElementAlone: Rewrite = rewriteCalls((calls) => {
  const outputs = [1, 2, 3];
  let element = -1;
  return calls.map((call) => {
    if (!isRootError(call)) return call;
    element += 1;
    const output = outputs[element] as number;
    return output === 2 ? call : callOf("handleChainEnd", { output }, { run: String(call.arguments[1]) });
  });
});

/** An element that failed ends with its error, whatever its caller asked to have returned. */
export const endsAFailedElementWithItsError: Rewrite = rewriteCalls((calls) =>
  calls.map((call) => {
    const [value] = call.arguments;
    const isError = typeof value === "object" && value !== null && "<class>" in value && value["<class>"] === "Error";
    return isError && call.method === "handleChainEnd" ? { ...call, method: "handleChainError" } : call;
  }),
);
