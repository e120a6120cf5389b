// What would silently do nothing, or something else, is refused where it is written, by every handler alike.
import { EarshotError } from "@earshot/core/errors";
import { defineHandler } from "@earshot/core/events";
import { createRedactor } from "@earshot/core/redaction";
import { allowListGuard } from "@earshot/handlers/allow-list";
import { budgetGuard } from "@earshot/handlers/budget";
import { consoleHandler } from "@earshot/handlers/console";
import { costHandler } from "@earshot/handlers/cost";
import { filterHandler } from "@earshot/handlers/filter";
import { jsonlHandler, readJsonl } from "@earshot/handlers/jsonl";
import { rateLimitGuard } from "@earshot/handlers/rate-limit";
import { path, pattern, redactionRules, redactText, redactValue, secrets } from "@earshot/handlers/redaction";
import { runTreeHandler } from "@earshot/handlers/run-tree";
import { failedOnlyHandler, sampleHandler } from "@earshot/handlers/sampling";
import { EventStreams, respondWithEvents, resumeEvents } from "@earshot/handlers/web";
import { expect, it } from "vitest";

/** As it is called by somebody without types. */
type Loose = (...values: unknown[]) => unknown;
const loose = (called: unknown): Loose => called as Loose;
const log = defineHandler({ onEvent: () => undefined });
const request = new Request("http://localhost/");
const work = () => undefined;

const read: Loose = (...values) => (loose(readJsonl)(...values) as AsyncGenerator).next();
const streams: Loose = (options) => new EventStreams(options as never);

it.each<[called: Loose, code: string, values: unknown[]]>([
  [loose(consoleHandler), "INVALID_OPTION", ["quiet"]],
  [loose(consoleHandler), "UNKNOWN_OPTION", [{ verbosty: "quiet" }]],
  [loose(consoleHandler), "UNKNOWN_OPTION", [{ verbosity: "loud" }]],
  [loose(consoleHandler), "INVALID_OPTION", [{ stream: {} }]],
  [loose(consoleHandler), "UNKNOWN_OPTION", [{ filter: { includeName: ["a"] } }]],
  [loose(consoleHandler), "INVALID_OPTION", [{ filter: { includeNames: "a" } }]],
  [loose(jsonlHandler), "INVALID_OPTION", ["file"]],
  [loose(jsonlHandler), "INVALID_OPTION", [{}]],
  [loose(jsonlHandler), "INVALID_OPTION", [{ path: "file", maxBytes: -1 }]],
  [loose(jsonlHandler), "UNKNOWN_OPTION", [{ path: "file", fsync: "sometimes" }]],
  [loose(jsonlHandler), "UNKNOWN_OPTION", [{ path: "file", limits: { depth: 1 } }]],
  [loose(jsonlHandler), "INVALID_OPTION", [{ path: "file", maxFiles: 3 }]],
  [loose(jsonlHandler), "INVALID_OPTION", [{ path: "file", gzip: true }]],
  [read, "INVALID_OPTION", []],
  [read, "INVALID_OPTION", [3]],
  [read, "UNKNOWN_OPTION", ["file", { onbroken: "skip" }]],
  [read, "INVALID_OPTION", ["file", { onBroken: "ignore" }]],
  [loose(costHandler), "UNKNOWN_OPTION", [{ onCosts: work }]],
  [loose(costHandler), "INVALID_OPTION", [{ keep: -1 }]],
  [loose(costHandler), "UNKNOWN_OPTION", [{ prices: { a: { input: 1, cacheReads: 1 } } }]],
  [loose(costHandler), "INVALID_PRICE", [{ prices: { a: { input: -1 } } }]],
  [loose(budgetGuard), "INVALID_OPTION", []],
  [loose(budgetGuard), "INVALID_LIMIT", [{ tokens: "5" }]],
  [loose(budgetGuard), "INVALID_OPTION", [{ tokens: 5, per: "user" }]],
  [loose(budgetGuard), "UNKNOWN_OPTION", [{ tokens: 5, per: { meta: "user" } }]],
  [loose(budgetGuard), "UNKNOWN_OPTION", [{ money: 5, unknownPrice: "skip" }]],
  [loose(rateLimitGuard), "INVALID_OPTION", []],
  [loose(rateLimitGuard), "INVALID_OPTION", [{ requestsPerMinute: 1, key: "user" }]],
  [loose(rateLimitGuard), "UNKNOWN_OPTION", [{ requestsPerMinute: 1, onLimit: "reject" }]],
  [loose(rateLimitGuard), "INVALID_LIMIT", [{ requestsPerMinute: "5" }]],
  [loose(allowListGuard), "INVALID_OPTION", []],
  [loose(allowListGuard), "INVALID_OPTION", [{ tools: "a" }]],
  [loose(allowListGuard), "INVALID_OPTION", [{ tools: [1] }]],
  [loose(allowListGuard), "UNKNOWN_OPTION", [{ tools: ["a"], model: ["b"] }]],
  [loose(filterHandler), "INVALID_OPTION", [log]],
  [loose(filterHandler), "INVALID_OPTION", [log, { tags: "a" }]],
  [loose(filterHandler), "UNKNOWN_OPTION", [log, { visibility: "public" }]],
  [loose(filterHandler), "INVALID_HANDLER", ["console", {}]],
  [loose(sampleHandler), "INVALID_OPTION", [log]],
  [loose(sampleHandler), "UNKNOWN_OPTION", [log, { rate: 1, keepFailed: { status: ["error"] } }]],
  [loose(failedOnlyHandler), "UNKNOWN_OPTION", [log, { statuses: ["failed"] }]],
  [loose(failedOnlyHandler), "INVALID_OPTION", [log, { maxHeldEvents: -1 }]],
  [loose(runTreeHandler), "UNKNOWN_OPTION", [{ keep: 1 }]],
  [loose(redactionRules), "INVALID_OPTION", []],
  [loose(redactionRules), "INVALID_OPTION", [[/TICKET-\d+/]]],
  [loose(redactionRules), "INVALID_OPTION", [[undefined]]],
  [loose(redactionRules), "UNKNOWN_OPTION", [[secrets], { maxHeld: 1 }]],
  [loose(redactText), "INVALID_OPTION", [{ text: "a" }, [secrets]]],
  [loose(redactText), "INVALID_OPTION", ["a", [path("inputs.password")]]],
  [loose(pattern), "INVALID_OPTION", [/TICKET/, null]],
  [loose(redactValue), "INVALID_OPTION", ["a", [secrets]]],
  [loose(pattern), "INVALID_OPTION", ["TICKET"]],
  [loose(pattern), "UNKNOWN_OPTION", [/TICKET/, { nam: "ticket" }]],
  [loose(path), "INVALID_OPTION", ["inputs..password"]],
  [loose(createRedactor), "INVALID_OPTION", [[secrets]]],
  [loose(respondWithEvents), "INVALID_OPTION", []],
  [loose(respondWithEvents), "INVALID_OPTION", [request, Promise.resolve()]],
  [loose(respondWithEvents), "UNKNOWN_OPTION", [request, work, { events: ["chat_model.deltas"] }]],
  [loose(respondWithEvents), "INVALID_OPTION", [request, work, { events: "chat_model.delta" }]],
  [loose(respondWithEvents), "UNKNOWN_OPTION", [request, work, { event: ["chat_model.delta"] }]],
  [loose(respondWithEvents), "INVALID_OPTION", [request, work, { onDisconnect: "keep" }]],
  [loose(respondWithEvents), "INVALID_OPTION", [request, work, { streams: new Map() }]],
  [loose(respondWithEvents), "INVALID_OPTION", [request, work, { heartbeatMs: 0 }]],
  [loose(resumeEvents), "INVALID_OPTION", [request]],
  [streams, "INVALID_OPTION", [{ maxEvents: -1 }]],
  [streams, "UNKNOWN_OPTION", [{ maxEvent: 1 }]],
])("%o refuses with %s: %o", async (called, code, values) => {
  const refusal = await Promise.resolve()
    .then(() => called(...values))
    .catch((error: unknown) => error);
  expect(EarshotError.isInstance(refusal) && refusal.code).toBe(code);
});
