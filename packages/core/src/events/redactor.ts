import type { EventType } from "./event-payloads.js";
import type { RunFacts } from "./run-facts.js";

/** Where a value stands: the event's type and the payload's field, or a field of the run's facts. */
export interface RedactionField {
  readonly type: EventType;
  readonly field: string;
}

/** Redacts one streamed text. What `push` holds back must come out of a later `push` or of `flush`. */
export interface TextRedaction {
  /** The text that is safe to show now; the rest may begin a match. */
  push(text: string): string;
  /** What is left once no more text comes. */
  flush(): string;
}

/**
 * The one stage between the runtime and every handler: what it answers is what handlers see. The consumer and the run itself keep
 * the original. If it throws, the field is withheld: redaction fails closed.
 */
export interface Redactor {
  /** The value as handlers may see it; the same value if there is nothing to hide. Must not change what it is given. */
  redact(value: unknown, field: RedactionField): unknown;
  /** Made once for each text that streams (a run's answer, its reasoning, each tool call's arguments). */
  startText(): TextRedaction;
}

/** Stands for a value that the redactor failed on. */
export const withheld = "[withheld: redaction failed]";

/** What the runtime itself says, and nobody's secret. */
const ownFields = new Set(["status", "index", "firstTokenAt", "attempt", "delayMs", "defersInputs"]);

/** The redacted copy of a payload; fields without a finding are the caller's own values. */
export function redactPayload<TPayload extends object>(redactor: Redactor, type: EventType, payload: TPayload): TPayload {
  const copy: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(payload)) {
    copy[field] = value === undefined || ownFields.has(field) ? value : redactField(redactor, value, { type, field });
  }
  return copy as TPayload;
}

/** One value as handlers may see it. */
export function redactField(redactor: Redactor, value: unknown, field: RedactionField): unknown {
  try {
    return redactor.redact(value, field);
  } catch {
    return withheld;
  }
}

/** A run's facts as handlers may see them: plain, so that nobody gets hold of the run itself. */
export function redactFacts(redactor: Redactor, type: EventType, run: RunFacts): RunFacts {
  const { runId, parentRunId, rootRunId, kind, runType, visibility } = run;
  const show = <TValue>(field: string, value: TValue): TValue => redactField(redactor, value, { type, field }) as TValue;
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
