import type { EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";
import type { BaseOutputParser } from "./base-output-parser.js";
import { StringOutputParser } from "./string-output-parser.js";

/** What every parser takes; what one gives that isn't `StringOutputParser` it says itself. */
export const parserEnds = (parser: BaseOutputParser): EndSchemas => ({
  input: () => valueSchemas.parserInput,
  ...(parser instanceof StringOutputParser && { output: () => valueSchemas.text }),
});
