import type { CallbackManagerForToolRun } from "../callbacks/callback-manager-for-tool-run.js";
import type { HeardRunnableFields } from "../runnables/heard-runnable.js";
import type { OutputOfSchema, Schema } from "../schema/schema.js";
import type { ResponseFormat } from "./tool-output.js";
import type { HandedToolConfig, ToolRunnableConfig } from "./tool-runnable-config.js";

/** What every tool may be made of. */
export interface ToolParams extends Omit<HeardRunnableFields, "name"> {
  /** Default `"content"`. */
  responseFormat?: ResponseFormat;
  /** A config for every call; the call's own is merged with it. */
  defaultConfig?: ToolRunnableConfig;
  /** The error of an input that doesn't fit shows the input too. */
  verboseParsingErrors?: boolean;
  /** For providers: what of a tool's definition is theirs alone. */
  extras?: Readonly<Record<string, unknown>>;
}

/** What the tools that are made of a function have in common. */
export interface BaseDynamicToolInput extends ToolParams {
  name: string;
  description: string;
  /** Tells an agent to stop and give the tool's output as its own. */
  returnDirect?: boolean;
}

/** What a tool's work may answer: a value now or later, or a generator of what it has to say on its way. */
export type ToolResult<TOutput, TEvent> = TOutput | PromiseLike<TOutput> | AsyncGenerator<TEvent, TOutput>;

/** What a `DynamicTool` is made of. */
export interface DynamicToolInput<TOutput = unknown, TEvent = unknown> extends BaseDynamicToolInput {
  /** `runManager` is there only if somebody listens. What is invoked with `config` belongs below the tool's run. */
  func: (
    input: string,
    runManager: CallbackManagerForToolRun | undefined,
    config: HandedToolConfig,
  ) => ToolResult<TOutput, TEvent>;
}

/** What a `DynamicStructuredTool` is made of. */
export interface DynamicStructuredToolInput<
  TSchema = Schema,
  TArgs = OutputOfSchema<TSchema>,
  TOutput = unknown,
  TEvent = unknown,
> extends BaseDynamicToolInput {
  schema: TSchema;
  /** `runManager` is there only if somebody listens. What is invoked with `config` belongs below the tool's run. */
  func: (
    input: TArgs,
    runManager: CallbackManagerForToolRun | undefined,
    config: HandedToolConfig,
  ) => ToolResult<TOutput, TEvent>;
}

/** What `tool` takes beside the function. */
export interface ToolWrapperParams<TSchema = Schema | undefined, TName extends string = string> extends ToolParams {
  name: TName;
  /** What the model is told it does. By default what the schema says, else `"<name> tool"`. */
  description?: string | undefined;
  schema?: TSchema;
  returnDirect?: boolean;
}
