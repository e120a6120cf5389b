import { eventTable } from "@earshot/core/events";

const types = new Set<unknown>([...Object.values(eventTable).map(({ type }) => type), "run.feedback"]);
const kinds = new Set(["chat_model", "llm", "chain", "tool", "retriever", "embedding"]);
const statuses = new Set([undefined, "ok", "error", "cancelled", "interrupted"]);
const optionalTexts = ["parentRunId", "runType", "text", "model", "provider", "payload", "writer"] as const;

/** Why a parsed line is no event of a trace, or nothing if it is one. Stores and pages trust what this lets through. */
export function whyNoTraceEvent(line: object): string | undefined {
  const said = line as Readonly<Record<string, unknown>>;
  for (const key of ["runId", "rootRunId", "name", "source"])
    if (typeof said[key] !== "string") return `its "${key}" is missing, or no text`;
  if (!types.has(said["type"])) return `its "type" is none`;
  if (!Number.isSafeInteger(said["seq"])) return `its "seq" is missing, or no whole number`;
  if (typeof said["time"] !== "number") return `its "time" is missing, or no number`;
  if (!kinds.has(said["kind"] as string)) return `its "kind" is none`;
  if (!statuses.has(said["status"] as string)) return `its "status" is none`;
  if (said["visibility"] !== "user" && said["visibility"] !== "internal") return `its "visibility" is none`;
  if (!isTexts(said["tags"])) return `its "tags" are no texts`;
  if (!isRecord(said["metadata"])) return `its "metadata" is no object`;
  for (const key of optionalTexts)
    if (said[key] !== undefined && typeof said[key] !== "string") return `its "${key}" is no text`;
  return wrongPart(said);
}

function wrongPart({ usage, cost, error, feedback, payload }: Readonly<Record<string, unknown>>): string | undefined {
  if (
    usage !== undefined &&
    !(isRecord(usage) && ["inputTokens", "outputTokens", "totalTokens"].every((key) => isCount(usage[key])))
  )
    return `its "usage" is none`;
  if (
    cost !== undefined &&
    !(isRecord(cost) && (/^\d+(\.\d+)?$/u.test(String(cost["amount"])) || typeof cost["unknown"] === "string"))
  )
    return `its "cost" is none`;
  if (
    error !== undefined &&
    !(isRecord(error) && typeof error["name"] === "string" && typeof error["message"] === "string")
  )
    return `its "error" is none`;
  if (
    feedback !== undefined &&
    !(isRecord(feedback) && typeof feedback["feedbackId"] === "string" && typeof feedback["key"] === "string")
  )
    return `its "feedback" is none`;
  try {
    if (typeof payload === "string") JSON.parse(payload);
    return undefined;
  } catch {
    return `its "payload" is no JSON`;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
const isCount = (value: unknown): boolean => typeof value === "number" && value >= 0;
