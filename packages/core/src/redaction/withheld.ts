import type { RunFacts } from "../events/run-facts.js";
import type { Serialized } from "../load/serialized.js";

/** Stands for a value that the rules failed on: redaction fails closed. */
export const withheld = "[withheld: redaction failed]";

/** Stands for a component's serialized form. */
const unknownComponent: Serialized = { lc: 1, type: "not_implemented", id: [withheld] };

/** What is reported where redaction fails outside of a run. */
export const noRun: RunFacts = {
  runId: "",
  parentRunId: undefined,
  rootRunId: "",
  kind: "chain",
  runType: undefined,
  name: withheld,
  runName: undefined,
  tags: [],
  metadata: {},
  visibility: "internal",
  serialized: unknownComponent,
};

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
