import type { ToolMessage } from "../messages/tool-message.js";
import type { ToolCall } from "../messages/tool-call.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { stringInputSchema } from "../schema/string-input-schema.js";
import { StructuredTool } from "./structured-tool.js";
import type { StringInputToolSchema } from "./tool-schema.js";
import { anyOf, anything } from "../runnables/schemas/combine-schemas.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/** What a tool that takes a text is invoked with; a model gives `{ input: "…" }`. */
export type StringToolInput = string | { input?: string | undefined } | null | undefined;

/** The base of tools that take one text. A text given to `invoke` is the text itself; models call it with `{ input: "…" }`. */
export abstract class Tool<TOutput = unknown, TEvent = unknown> extends StructuredTool<
  StringInputToolSchema,
  string | undefined,
  StringToolInput,
  TOutput,
  TEvent
> {
  schema: StringInputToolSchema = stringInputSchema;

  override [endSchemas](): EndSchemas {
    const { input } = super[endSchemas]();
    return { input: (wanted) => anyOf([valueSchemas.text, input?.(wanted) ?? anything]) };
  }

  protected override invokeRun(input: StringToolInput | ToolCall, run: Run): MaybePromise<TOutput | ToolMessage> {
    return super.invokeRun(typeof input === "string" || input == null ? { input: input ?? undefined } : input, run);
  }
}
