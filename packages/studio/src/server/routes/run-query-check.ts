import type { JsonValue, RunQuery, StatisticsQuery } from "@earshot/trace";
import { feedbackKinds } from "@earshot/trace/reducer";
import { check, type Check } from "../http/check.js";

type Conditions = Omit<RunQuery, "order" | "limit" | "cursor">;

const names = check.list(check.text());
const time = check.number({ from: 0 });

/** By the type's own keys: a condition that is new has to be checked here. */
const conditions: { readonly [Key in keyof Conditions]-?: Check<Exclude<Conditions[Key], undefined>> } = {
  scope: check.oneOf(["roots", "all"]),
  rootRunIds: names,
  runIdPrefix: check.text(),
  sessionId: check.text(),
  kinds: check.list(check.oneOf(["chat_model", "llm", "chain", "tool", "retriever", "embedding"])),
  names,
  statuses: check.list(check.oneOf(["ok", "error", "cancelled", "interrupted", "running", "unknown"])),
  tags: names,
  models: names,
  metadata: check.record<JsonValue>(check.json()),
  feedback: check.list(check.oneOf(feedbackKinds)),
  text: check.text(),
  startedFrom: time,
  startedBefore: time,
  minimumDurationMs: time,
};

export const runQueryCheck: Check<RunQuery> = check.object<RunQuery>({
  ...conditions,
  order: check.oneOf(["newest", "oldest", "slowest", "costliest"]),
  limit: check.number({ from: 1, to: 1_000, isWhole: true }),
  cursor: check.text(),
});

export const statisticsQueryCheck: Check<StatisticsQuery> = check.object<StatisticsQuery>({
  ...conditions,
  groupBy: check.oneOf(["model", "name", "kind", "status", "session"]),
  intervalMs: check.number({ from: 1_000 }),
});
