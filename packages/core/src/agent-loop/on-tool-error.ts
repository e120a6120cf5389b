import type { ToolCall } from "../messages/tool-call.js";

/**
 * What becomes of a tool's error. `"feed-back"`: the model is told of it, and goes on. `"raise"`: it ends the run. A function decides: a text
 * is what the model is told, `undefined` leaves the wording to the agent, and what it throws ends the run.
 *
 * An abort, a guard's objection and an interrupt are no tool's errors: they end the run whatever stands here.
 */
export type OnToolError =
  | "feed-back"
  | "raise"
  | ((error: unknown, call: ToolCall) => string | undefined | PromiseLike<string | undefined>);
