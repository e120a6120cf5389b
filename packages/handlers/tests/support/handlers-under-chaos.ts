import { join } from "node:path";
import { defineHandler, eventTable, type EventType, type Handler, type TypedHandler } from "@earshot/core/events";
import { allowListGuard } from "../../src/allow-list/index.js";
import { budgetGuard } from "../../src/budget/index.js";
import { consoleHandler } from "../../src/console/index.js";
import { costHandler } from "../../src/cost/index.js";
import { filterHandler } from "../../src/filter/index.js";
import { jsonlHandler } from "../../src/jsonl/index.js";
import { rateLimitGuard } from "../../src/rate-limit/index.js";
import { runTreeHandler } from "../../src/run-tree/index.js";
import { failedOnlyHandler, sampleHandler } from "../../src/sampling/index.js";

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a handler needs of a test. */
interface Surroundings {
  readonly folder: string;
  random(): number;
  /** Resolves when those that hang for a while may go on. */
  readonly released: Promise<void>;
}

/** A handler and which types of events it is to hear; by default those that its shape says. */
export interface HandlerUnderChaos {
  readonly handler: Handler;
  readonly hears: (type: EventType) => boolean;
}

/**
 * The handlers that the chaos test attaches together: those of the package, and some that fail, hang and object. A handler that this
 * package gains is one line here.
 */
export function handlersUnderChaos({ folder, random, released }: Surroundings): readonly HandlerUnderChaos[] {
  const swallowing = { write: () => true };
  const counting = (): TypedHandler => defineHandler({ onEvent: () => undefined });
  const slow = (): TypedHandler => defineHandler({ name: "slow", onEvent: () => wait(random() * 3) });
  const langchain = (): Handler => ({ handleChainStart: () => wait(1), handleLLMNewToken: () => undefined });
  return [
    under(consoleHandler({ stream: swallowing })),
    under(runTreeHandler()),
    under(costHandler()),
    under(budgetGuard({ modelCalls: 1e9, tokens: 1e9, per: () => "all" })),
    under(rateLimitGuard({ requestsPerMinute: 1e9 })),
    under(allowListGuard({ tools: ["*"], models: ["*"] })),
    under(jsonlHandler({ path: join(folder, "events.jsonl") })),
    under(
      jsonlHandler({ path: join(folder, "small.jsonl"), maxBufferedBytes: 100_000, maxBytes: 500_000, gzip: true }),
    ),
    under(jsonlHandler({ path: folder, name: "unwritable", maxBufferedBytes: 10_000 })),
    under(sampleHandler(counting(), { rate: 0.5 }), hearsAll),
    under(sampleHandler(slow(), { rate: 0.2, keepFailed: { maxHeldEvents: 20 } }), hearsAll),
    under(failedOnlyHandler(jsonlHandler({ path: join(folder, "failed.jsonl") })), hearsAll),
    under(failedOnlyHandler(langchain(), { of: "any" }), hearsAll),
    under(filterHandler(slow(), { types: ["chain.end"], tags: ["often"] }), (type) => type === "chain.end"),
    under(filterHandler(langchain(), { kinds: ["chat_model"] }), (type) => hearsByShape(langchain(), type)),
    // What users write, and what goes wrong there.
    under(slow()),
    under(langchain()),
    under(defineHandler({ name: "waited for", awaitHandlers: true, on: { "tool.start": () => wait(1) } })),
    under(defineHandler({ name: "broken", onEvent: () => fails(random) })),
    under(defineHandler({ name: "hanging", onEvent: () => hangs(random, released) })),
    under(
      defineHandler({
        name: "objecting",
        policy: "guard",
        on: { "tool.start": () => (random() < 0.05 ? fails(() => 0) : undefined) },
      }),
    ),
  ];
}

const hearsAll = (): boolean => true;

function under(handler: Handler, hears?: (type: EventType) => boolean): HandlerUnderChaos {
  return { handler, hears: hears ?? ((type) => hearsByShape(handler, type)) };
}

function hearsByShape(handler: Handler, type: EventType): boolean {
  const { onEvent, on } = handler as TypedHandler;
  if (onEvent !== undefined) return true;
  if (on !== undefined) return type in on;
  const row = Object.values(eventTable).find((each) => each.type === type);
  return row?.methods.some((method) => method in handler) === true;
}

function fails(random: () => number): Promise<void> | undefined {
  const chance = random();
  if (chance < 0.02) throw new Error("fails at once");
  return chance < 0.04 ? Promise.reject(new Error("fails later")) : undefined;
}

/** For a while, or for ever. */
function hangs(random: () => number, released: Promise<void>): Promise<void> | undefined {
  const chance = random();
  if (chance < 0.005) return released;
  return chance < 0.01 ? new Promise(() => undefined) : undefined;
}
