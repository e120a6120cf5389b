import type { RunRecord } from "../schema/run-record.js";
import type { JsonValue, TraceEvent } from "../schema/trace-event.js";
import type { RunDraft } from "./run-draft.js";
import { callKinds } from "./run-totals.js";

/** The keys of metadata that name a conversation, the first that is there counts: LangGraph's, LangSmith's, OpenTelemetry's. */
const sessionKeys = ["thread_id", "session_id", "conversation_id", "gen_ai.conversation.id", "session.id"];

type Written = { -readonly [TKey in keyof RunRecord]: RunRecord[TKey] };

/**
 * A run as lists and trees show it. Stores make one of every event: what may be missing is put in afterwards, as that is faster than to spread objects
 * that are empty or not.
 */
export function recordOfDraft(draft: RunDraft): RunRecord {
  const { first, start, end } = draft;
  const facts = start ?? end ?? first;
  const outputPreview = end === undefined ? liveText(draft) : end.text;
  const model = end?.model ?? start?.model;
  const provider = end?.provider ?? start?.provider;
  const sessionId = sessionOf(facts.metadata);
  const record: Written = {
    runId: draft.runId,
    rootRunId: draft.rootRunId,
    seq: (start ?? first).seq,
    kind: facts.kind,
    name: facts.name,
    status: statusOf(draft),
    startedAt: (start ?? first).time,
    tags: facts.tags,
    metadata: facts.metadata,
    visibility: facts.visibility,
    source: facts.source,
    retries: draft.retries.size,
    feedback: feedbackOf(draft),
  };
  if (facts.parentRunId !== undefined) record.parentRunId = facts.parentRunId;
  if (facts.runType !== undefined) record.runType = facts.runType;
  if (sessionId !== undefined) record.sessionId = sessionId;
  if (model !== undefined) record.model = model;
  if (provider !== undefined) record.provider = provider;
  if (start?.text !== undefined) record.inputPreview = start.text;
  if (outputPreview !== undefined) record.outputPreview = outputPreview;
  if (end !== undefined) addEnding(record, end);
  else if (start?.writer !== undefined) record.writer = start.writer;
  return record;
}

function addEnding(record: Written, end: TraceEvent): void {
  const amount = amountOf(end);
  record.endedAt = end.time;
  if (end.firstTokenAt !== undefined) record.firstTokenAt = end.firstTokenAt;
  if (end.usage !== undefined) record.usage = end.usage;
  if (end.error !== undefined) record.error = end.error;
  if (amount !== undefined) record.cost = amount;
  else if (callKinds.includes(end.kind)) record.isCostUnknown = true;
}

/** What a call cost. What came out of a cache of one's own costs nothing; anything else costs what its end says, and without a word nobody knows. */
function amountOf({ cost, usage }: TraceEvent): string | undefined {
  if (cost === undefined) return usage?.source === "cache" ? "0" : undefined;
  return "amount" in cost ? cost.amount : undefined;
}

/** A run of which only what is said from outside was heard has not been seen running. */
function statusOf({ start, end, first }: RunDraft): RunRecord["status"] {
  if (end !== undefined) return end.status ?? "ok";
  return start === undefined && first.type === "run.feedback" ? "unknown" : "running";
}

/** What has come of an answer so far; a chunk that is missing leaves no mark, it may be on its way. */
function liveText({ deltas }: RunDraft): string | undefined {
  if (deltas.size === 0) return undefined;
  const inOrder = [...deltas].sort(([left], [right]) => left - right);
  return inOrder.map(([, { text }]) => text ?? "").join("");
}

function feedbackOf({ feedback }: RunDraft): RunRecord["feedback"] {
  const said = [...feedback.values()].sort(
    (left, right) => left.time - right.time || (left.runId < right.runId ? -1 : 1),
  );
  return said.map((event) => event.feedback).filter(({ isRemoved }) => isRemoved !== true);
}

function sessionOf(metadata: { readonly [key: string]: JsonValue }): string | undefined {
  for (const key of sessionKeys) {
    const value = metadata[key];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}
