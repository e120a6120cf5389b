import type { Schema } from "../schema/schema.js";

/** What a model is told of a runnable that is a tool. */
export interface RunnableToolFields<TSchema = Schema> {
  /** Default: the runnable's own name. */
  name?: string | undefined;
  /** Default: what the schema says. */
  description?: string | undefined;
  /** The input that the runnable takes. */
  schema: TSchema;
}
