import type { ToolCall } from "../messages/tool-call.js";

/** By a tool's name: true, if each of its calls has to be approved, or which of them. */
export interface InterruptOn {
  readonly [toolName: string]: boolean | ((call: ToolCall) => boolean | PromiseLike<boolean>);
}
