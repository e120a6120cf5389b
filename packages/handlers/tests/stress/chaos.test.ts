// All handlers together on 1,000 chains at once, of which many fail, hang, are aborted or left: every event is accounted for.
import { setTimeout as wait } from "node:timers/promises";
import { HandlerTimeoutError } from "@earshot/core/errors";
import { createRedactor } from "@earshot/core/redaction";
import { configure, flush, type DeliveryReport, type EarshotEvent, type EventType } from "@earshot/core/events";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import type { JsonlHandler } from "../../src/jsonl/index.js";
import { callChaoticChain, type ChaosTally } from "../support/chaotic-chain.js";
import { handlersUnderChaos, type HandlerUnderChaos } from "../support/handlers-under-chaos.js";
import { eventsIn, temporaryFolder } from "../support/jsonl-files.js";
import { personalData, redactionRules, secrets } from "../../src/redaction/index.js";
import { seededRandom } from "../support/seeded-random.js";

const count = 1000;
const seeds = Number(process.env["EARSHOT_CHAOS_SEEDS"] ?? 1);
const all = Array.from({ length: seeds }, (_, index) => index + 1);

it.each(all)("1,000 chains at once, seed %i", { timeout: 180_000 }, async (seed) => {
  using temporary = temporaryFolder();
  const random = seededRandom(seed);
  const hopeless = ["broken", "hanging", "unwritable"];
  const failed = new Set<string>();
  /** Root runs a file of which is not whole: on a machine that is busy enough, anybody may be given up, and what is not heard then counts as dropped. */
  const givenUp = new Set<string>();
  const restore = configure({
    deliveryTimeoutMs: 10_000,
    redactor: createRedactor(redactionRules([secrets, personalData])),
    onHandlerError: (error, { handlerName, run }) => {
      if (error instanceof HandlerTimeoutError && handlerName.includes("jsonl")) givenUp.add(run.rootRunId);
      // One that can't work may be given up before it can say so.
      if (!(error instanceof HandlerTimeoutError) || hopeless.includes(handlerName)) failed.add(handlerName);
    },
  });
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const recording = recordingHandler();
  const tally: ChaosTally = { late: [] };
  const attached = [
    ...handlersUnderChaos({ folder: temporary.folder, random, released }),
    { handler: recording, hears: () => true },
  ];
  const callbacks = attached.map(({ handler }) => handler);
  const before = await flush();
  await Promise.all(Array.from({ length: count }, () => callChaoticChain(random, callbacks, tally)));
  await wait(100); // what was aborted may still have its word

  const types = [...recording.events.map(({ type }) => type), ...tally.late];
  const early = since(before, await flush({ timeoutMs: 500 }));
  expect(early.pending).toBeGreaterThan(0);
  expect(sum(early)).toBe(accountable(types, attached));
  release();
  const final = since(before, await flush({ timeoutMs: 90_000 }));
  restore();
  expect(final.pending).toBe(0);
  expect(sum(final)).toBe(accountable(types, attached));
  expect(final.failed).toBeGreaterThan(0);
  expect(final.dropped).toBeGreaterThan(0);
  expect([...failed].sort()).toEqual(hopeless);

  assertWellFormed(recording.events);
  expect(new Set(recording.events.map(({ rootRunId }) => rootRunId)).size).toBe(count);
  const statuses = new Set(recording.events.flatMap((event) => ("status" in event ? event.status : [])));
  expect([...statuses].sort()).toEqual(["cancelled", "error", "ok"]);
  for (const { handler } of attached)
    if ("close" in handler) await (handler as JsonlHandler).close().catch(() => undefined);
  const told = (events: readonly EarshotEvent[]) =>
    events
      .filter(({ rootRunId }) => !givenUp.has(rootRunId))
      .map(({ runId, seq, type }) => `${runId} ${seq} ${type}`)
      .sort();
  expect(told(await eventsIn(temporary.path))).toEqual(told(recording.events));
  expect(givenUp.size).toBeLessThan(count);
  const small = await eventsIn(`${temporary.folder}/small.jsonl`, { rotated: true });
  expect(told(small)).toEqual(told(recording.events));
});

const sum = ({ delivered, failed, dropped, pending }: DeliveryReport): number => delivered + failed + dropped + pending;

function since(before: DeliveryReport, { delivered, failed, dropped, pending }: DeliveryReport): DeliveryReport {
  return {
    delivered: delivered - before.delivered,
    failed: failed - before.failed,
    dropped: dropped - before.dropped,
    pending,
  };
}

/** Every event, once for each handler that was to hear it. */
function accountable(types: readonly EventType[], attached: readonly HandlerUnderChaos[]): number {
  return attached.reduce((total, { hears }) => total + types.filter(hears).length, 0);
}
