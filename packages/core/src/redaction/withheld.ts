import type { Serialized } from "../load/serialized.js";

/** Stands for a value that the rules failed on: redaction fails closed. */
export const withheld = "[withheld: redaction failed]";

/** Stands for a component's serialized form. */
export const unknownComponent: Serialized = { lc: 1, type: "not_implemented", id: [withheld] };

/** Fields that handlers read something of keep their shape. */
const shapes: Readonly<Record<string, () => unknown>> = {
  tags: () => [withheld],
  metadata: () => ({ withheld }),
  serialized: () => unknownComponent,
  messages: () => [],
  parts: () => [],
  documents: () => [],
  texts: () => [withheld],
  invocationParams: () => ({ withheld }),
  options: () => ({ withheld }),
  usage: () => ({ source: "unavailable" }),
  result: () => ({ generations: [[{ text: withheld }]] }),
};

/** What handlers see of a field that the rules failed on. */
export function withheldField(field: string): unknown {
  return shapes[field]?.() ?? withheld;
}
