import type { JsonSchema } from "../../schema/schema.js";

/** Where a runnable says what it takes and gives: a method that answers {@link EndSchemas}. */
export const endSchemas: unique symbol = Symbol.for("earshot.endSchemas") as never;

/** What is known of a runnable's ends; what is left out is not known. */
export interface EndSchemas {
  /** What it takes, if what it gives is to fit `wanted`: of use to what hands its input on. */
  input?(wanted: JsonSchema): JsonSchema;
  /** What it gives, if what it takes fits `given`. */
  output?(given: JsonSchema): JsonSchema;
}

/** A runnable that says it. */
export interface DescribedRunnable {
  [endSchemas](): EndSchemas;
}
