import type { EventType } from "../events/event-payloads.js";
import type { Redactor } from "../events/redactor.js";
import type { RunFacts } from "../events/run-facts.js";
import { StreamedRedaction } from "./streamed-redaction.js";
import { isThenable } from "../util/is-thenable.js";
import type { RedactionField, RedactionRules } from "./redaction-rules.js";

/** Stands for a value that the rules failed on: redaction fails closed. */
export const withheld = "[withheld: redaction failed]";

/** What the runtime itself says, and nobody's secret. */
const ownFields = new Set(["status", "index", "firstTokenAt", "attempt", "delayMs", "defersInputs"]);

/**
 * Makes the stage that every event passes before any handler sees it. The consumer and the run keep the original. Where the rules throw,
 * or answer a promise, the field is withheld.
 *
 * @example
 * ```ts
 * import { configure, run } from "@earshot/core/events";
 * import { createRedactor } from "@earshot/core/redaction";
 *
 * const redactor = createRedactor({
 *   redact: (value) => (value === "hunter2" ? "***" : value),
 *   startText: () => ({ push: (text) => text.replaceAll("hunter2", "***"), flush: () => "" }),
 * });
 * const restore = configure({ redactor, callbacks: [{ handleChainStart: (_, inputs) => console.log(inputs) }] });
 * await run({ kind: "chain", name: "login", start: { inputs: "hunter2" } }, () => "done");
 * restore();
 * // => { input: '***' }
 * ```
 */
export function createRedactor(rules: RedactionRules): Redactor {
  return {
    redactPayload: (type, payload) => redactPayload(rules, type, payload),
    redactFacts: (type, run) => redactFacts(rules, type, run),
    startDeltas: (access, emit) => new StreamedRedaction(rules, access, emit),
  };
}

function redactPayload<TPayload extends object>(rules: RedactionRules, type: EventType, payload: TPayload): TPayload {
  const copy: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(payload)) {
    copy[field] = value === undefined || ownFields.has(field) ? value : redactField(rules, value, { type, field });
  }
  return copy as TPayload;
}

/** Plain facts, so that nobody gets hold of the run itself. */
function redactFacts(rules: RedactionRules, type: EventType, run: RunFacts): RunFacts {
  const { runId, parentRunId, rootRunId, kind, runType, visibility } = run;
  const show = <TValue>(field: string, value: TValue): TValue =>
    value === undefined ? value : (redactField(rules, value, { type, field }) as TValue);
  return {
    runId,
    parentRunId,
    rootRunId,
    kind,
    runType,
    visibility,
    name: show("name", run.name),
    runName: show("runName", run.runName),
    tags: show("tags", run.tags),
    metadata: show("metadata", run.metadata),
    get serialized() {
      return show("serialized", run.serialized);
    },
  };
}

function redactField(rules: RedactionRules, value: unknown, field: RedactionField): unknown {
  try {
    const shown = rules.redact(value, field);
    if (!isThenable(shown)) return shown;
    void Promise.resolve(shown).catch(() => undefined); // handlers can't wait for a rule, and its failure is not theirs
  } catch {
    // withheld, as what follows
  }
  return withheld;
}
