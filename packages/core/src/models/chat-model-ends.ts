import type { EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/** What every chat model takes and gives. */
export const chatModelEnds: EndSchemas = {
  input: () => valueSchemas.modelInput,
  output: () => valueSchemas.aiMessage,
};
