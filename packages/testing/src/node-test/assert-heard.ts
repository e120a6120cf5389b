import { checkHeard, type HeardOptions } from "../matchers/check-heard.js";
import type { EventPattern, Heard } from "../matchers/event-pattern.js";
import { assertVerdict } from "./assert-verdict.js";

/**
 * An event was heard, at least once or exactly so often.
 *
 * @throws AssertionError that shows the nearest event, what it differs in, and what was heard
 * @example
 * ```ts
 * import { recordingHandler, scriptedChatModel } from "@earshot/testing";
 * import { assertHeard, assertNotHeard } from "@earshot/testing/node-test";
 *
 * const recording = recordingHandler();
 * await scriptedChatModel("hello").invoke("hi", { callbacks: [recording] });
 * assertHeard(recording, { type: "chat_model.start", messages: ["hi"] }, { times: 1 });
 * assertNotHeard(recording, { type: "run.retry" });
 * ```
 */
export function assertHeard(heard: Heard, pattern: EventPattern, options?: HeardOptions): void {
  assertVerdict(checkHeard(heard, pattern, options), "assertHeard");
}

/**
 * No such event was heard.
 *
 * @throws AssertionError that shows what was heard
 */
export function assertNotHeard(heard: Heard, pattern: EventPattern): void {
  const { message, pass } = checkHeard(heard, pattern);
  assertVerdict({ pass: !pass, message }, "assertNotHeard");
}
