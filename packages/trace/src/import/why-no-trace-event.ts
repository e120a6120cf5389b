import { eventTable } from "@earshot/core/events";
import { isAmount } from "../schema/is-amount.js";
import { nestsTooDeep } from "../schema/nests-too-deep.js";

const types = new Set<unknown>([...Object.values(eventTable).map(({ type }) => type), "run.feedback"]);
const kinds = new Set(["chat_model", "llm", "chain", "tool", "retriever", "embedding"]);
const statuses = new Set([undefined, "ok", "error", "cancelled", "interrupted"]);
const counts = ["inputTokens", "outputTokens", "totalTokens"];
const optionalCounts = ["cacheReadTokens", "cacheWriteTokens", "reasoningTokens"];
const optionalTexts = ["parentRunId", "runType", "text", "model", "provider", "payload", "writer"] as const;

/** Why a parsed line is no event of a trace, or nothing if it is one. Stores and pages trust what this lets through. */
export function whyNoTraceEvent(line: object): string | undefined {
  const said = line as Readonly<Record<string, unknown>>;
  for (const key of ["runId", "rootRunId", "name", "source"])
    if (typeof said[key] !== "string") return `its "${key}" is missing, or no text`;
  if (!types.has(said["type"])) return `its "type" is none`;
  if (!Number.isSafeInteger(said["seq"])) return `its "seq" is missing, or no whole number`;
  if (!isTime(said["time"])) return `its "time" is missing, or none`;
  if (!kinds.has(said["kind"] as string)) return `its "kind" is none`;
  if (!statuses.has(said["status"] as string)) return `its "status" is none`;
  if (said["visibility"] !== "user" && said["visibility"] !== "internal") return `its "visibility" is none`;
  if (!isTexts(said["tags"])) return `its "tags" are no texts`;
  if (!isRecord(said["metadata"])) return `its "metadata" is no object`;
  for (const key of optionalTexts)
    if (said[key] !== undefined && typeof said[key] !== "string") return `its "${key}" is no text`;
  for (const key of ["firstTokenAt", "index"])
    if (said[key] !== undefined && !Number.isFinite(said[key])) return `its "${key}" is no number`;
  return wrongPart(said);
}

function wrongPart({ usage, cost, error, feedback, payload }: Readonly<Record<string, unknown>>): string | undefined {
  if (
    usage !== undefined &&
    !(
      isRecord(usage) &&
      counts.every((key) => isCount(usage[key])) &&
      optionalCounts.every((key) => usage[key] === undefined || isCount(usage[key]))
    )
  )
    return `its "usage" is none`;
  if (cost !== undefined && !(isRecord(cost) && (isAmount(cost["amount"]) || typeof cost["unknown"] === "string")))
    return `its "cost" is none`;
  if (
    error !== undefined &&
    !(isRecord(error) && typeof error["name"] === "string" && typeof error["message"] === "string")
  )
    return `its "error" is none`;
  if (
    feedback !== undefined &&
    !(
      isRecord(feedback) &&
      typeof feedback["feedbackId"] === "string" &&
      typeof feedback["key"] === "string" &&
      ["undefined", "string"].includes(typeof feedback["comment"]) &&
      (feedback["score"] === undefined || Number.isFinite(feedback["score"]))
    )
  )
    return `its "feedback" is none`;
  try {
    const isTooDeep = typeof payload === "string" && nestsTooDeep(JSON.parse(payload));
    return isTooDeep ? `its "payload" is nested too deep` : undefined;
  } catch {
    return `its "payload" is no JSON`;
  }
}

/** Milliseconds that a `Date` can have. */
const isTime = (value: unknown): boolean => typeof value === "number" && Math.abs(value) <= 8.64e15;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
/** `1e999` is JSON, and more than a number can say. */
const isCount = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;
