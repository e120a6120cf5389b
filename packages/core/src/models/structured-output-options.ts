import type { JsonSchema } from "../schema/schema.js";

/** How `withStructuredOutput` asks for its output. */
export interface StructuredOutputMethodOptions<TIncludeRaw extends boolean = boolean> {
  /** What the output is called where the model is told of it. Default: `"extract"`. */
  readonly name?: string;
  /**
   * `"functionCalling"` (the default): as the arguments of a tool that the model has to call. `"jsonSchema"`, `"jsonMode"`: as its answer, by
   * what the provider has for that.
   */
  readonly method?: StructuredOutputMethod;
  /** True: the output is `{ raw, parsed }`, and `parsed` is null where the answer can't be parsed. */
  readonly includeRaw?: TIncludeRaw;
  /** Asks the provider to keep to the schema exactly, if it can. */
  readonly strict?: boolean;
}

/** By what a model is made to answer in a given form. */
export type StructuredOutputMethod = "functionCalling" | "jsonSchema" | "jsonMode";

/** The output of a model with structured output: the value, or the value and the message that it was read from. */
export type StructuredOutput<TOutput, TIncludeRaw, TMessage> = TIncludeRaw extends true
  ? { raw: TMessage; parsed: TOutput | null }
  : TOutput;

/** What a provider is asked for: {@link StructuredOutputMethodOptions} with its gaps filled. */
export interface StructuredOutputRequest {
  readonly method: StructuredOutputMethod;
  readonly name: string;
  readonly jsonSchema: JsonSchema;
  readonly strict: boolean | undefined;
}
