import type { EventType } from "../events/event-payloads.js";
import type { Handler } from "../events/handler.js";
import type { DeltaSource, Redactor } from "../events/redactor.js";
import { reportHandlerError } from "../events/report-handler-error.js";
import type { RunFacts } from "../events/run-facts.js";
import { checkOption } from "../options/check-options.js";
import { option } from "../options/option-shape.js";
import { isThenable } from "../util/is-thenable.js";
import { chainTexts } from "./chain-texts.js";
import type { DeltaAccess } from "./delta-access.js";
import { foreignTexts } from "./foreign-texts.js";
import { generationTexts } from "./generation-texts.js";
import { messageTexts } from "./message-texts.js";
import type { RedactionField, RedactionRules } from "./redaction-rules.js";
import { noRun, withheldField } from "./withheld.js";
import { StreamedRedaction } from "./streamed-redaction.js";
import { plainTexts, tokenTexts, toolTexts } from "./text-chunks.js";

/** What the runtime itself says, and nobody's secret. */
const ownFields = new Set(["status", "index", "firstTokenAt", "attempt", "delayMs", "defersInputs", "batchSize"]);

const rulesShape = {
  wanted: "an object with `redact` and `startText`, such as `redactionRules([…])` makes",
  isRequired: true,
  fits: (value: unknown) => {
    const { redact, startText } = Object(value) as Partial<RedactionRules>;
    return option.function.fits(redact) && option.function.fits(startText);
  },
};

/**
 * Makes the stage that every event passes before any handler sees it. The consumer and the run keep the original. Where the rules throw,
 * or answer a promise, the field is withheld, and `onHandlerError` is told.
 *
 * @throws InvalidOptionError for what are no rules: sets and lists of rules go through `redactionRules` of `@earshot/handlers/redaction`
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
  checkOption("what createRedactor is given", rules, rulesShape);
  return {
    redactPayload: (type, payload, run) => redactPayload(rules, payload, { type, run: () => run ?? noRun }),
    redactFacts: (type, run) => redactFacts(rules, type, run),
    startDeltas: (source, run, emit) => {
      const type = source === "chain" ? "chain.end" : (`${run.shownFacts.kind}.delta` as EventType);
      const place: Place = { type, run: () => run.shownFacts };
      const access = deltaAccess(source, (chunk) => redactField(rules, chunk, { ...place, field: "outputs" }));
      return new StreamedRedaction({ rules, access, emit, type, report: (error) => report(error, place) });
    },
  };
}

/** Where something to be redacted stands, as handlers are told it. */
interface Place {
  readonly type: EventType;
  readonly run: () => RunFacts;
}

function deltaAccess(source: DeltaSource, redact: (chunk: unknown) => unknown): DeltaAccess {
  switch (source) {
    case "message":
      return messageTexts;
    case "generation":
      return generationTexts;
    case "token":
      return tokenTexts;
    case "text":
      return plainTexts;
    case "tool":
      return toolTexts;
    case "chain":
      return chainTexts(redact);
    case "foreign":
      return foreignTexts;
  }
}

function redactPayload<TPayload extends object>(rules: RedactionRules, payload: TPayload, place: Place): TPayload {
  const copy: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(payload))
    copy[field] = value === undefined || ownFields.has(field) ? value : redactField(rules, value, { ...place, field });
  return copy as TPayload;
}

/** Plain facts, so that nobody gets hold of the run itself. */
function redactFacts(rules: RedactionRules, type: EventType, run: RunFacts): RunFacts {
  const { runId, parentRunId, rootRunId, kind, runType, visibility } = run;
  const ids = { runId, parentRunId, rootRunId, kind, runType, visibility };
  // What a report says of the run where a fact of it could not be redacted.
  const place: Place = {
    type,
    run: () => ({ ...noRun, ...ids }),
  };
  const show = <TValue>(field: string, value: TValue): TValue =>
    value === undefined ? value : (redactField(rules, value, { ...place, field }) as TValue);
  return {
    ...ids,
    name: show("name", run.name),
    runName: show("runName", run.runName),
    tags: show("tags", run.tags),
    metadata: show("metadata", run.metadata),
    get serialized() {
      return show("serialized", run.serialized);
    },
  };
}

function redactField(rules: RedactionRules, value: unknown, place: Place & { readonly field: string }): unknown {
  const { type, field } = place;
  try {
    const asked: RedactionField = { type, field };
    const shown = rules.redact(value, asked);
    if (!isThenable(shown)) return shown;
    // Handlers can't wait for a rule.
    void Promise.resolve(shown).catch(() => undefined);
    report(
      new TypeError(`The redaction rule for "${field}" of ${type} answered a promise: a rule has to answer at once.`),
      place,
    );
  } catch (error) {
    report(error, place);
  }
  return withheldField(field);
}

function report(error: unknown, { run }: Place): void {
  const facts = run();
  const redaction: Handler = { name: "redaction" };
  reportHandlerError(error, { handler: redaction, handlerName: "redaction", eventType: "redaction", run: facts });
}
