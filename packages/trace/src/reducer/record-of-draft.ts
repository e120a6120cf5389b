import type { RunRecord } from "../schema/run-record.js";
import type { JsonValue, TraceEvent } from "../schema/trace-event.js";
import type { RunDraft } from "./run-draft.js";
import { previewOfChunks } from "./preview-of-chunks.js";
import { callKinds } from "./run-totals.js";

/** The keys of metadata that name a conversation, the first that is there counts: LangGraph's, LangSmith's, OpenTelemetry's. */
const sessionKeys = ["thread_id", "session_id", "conversation_id", "gen_ai.conversation.id", "session.id"];

/** A run as lists and trees show it. */
export function recordOfDraft(draft: RunDraft): RunRecord {
  const { first, start, end } = draft;
  const facts = start ?? end ?? first;
  const outputPreview = end === undefined ? previewOfChunks(draft.deltas) : end.text;
  const model = end?.model ?? start?.model;
  const provider = end?.provider ?? start?.provider;
  const sessionId = sessionOf(facts.metadata);
  return {
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
    ...(facts.parentRunId === undefined ? {} : { parentRunId: facts.parentRunId }),
    ...(facts.runType === undefined ? {} : { runType: facts.runType }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(model === undefined ? {} : { model }),
    ...(provider === undefined ? {} : { provider }),
    ...(start?.text === undefined ? {} : { inputPreview: start.text }),
    ...(outputPreview === undefined ? {} : { outputPreview }),
    ...(end !== undefined ? endingOf(end) : start?.writer === undefined ? {} : { writer: start.writer }),
  };
}

function endingOf(end: TraceEvent): Partial<RunRecord> {
  const amount = amountOf(end);
  return {
    endedAt: end.time,
    ...(end.firstTokenAt === undefined ? {} : { firstTokenAt: end.firstTokenAt }),
    ...(end.usage === undefined ? {} : { usage: end.usage }),
    ...(end.error === undefined ? {} : { error: end.error }),
    ...(amount !== undefined ? { cost: amount } : callKinds.includes(end.kind) ? { isCostUnknown: true } : {}),
  };
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
