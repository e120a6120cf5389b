import { AsyncLocalStorage } from "node:async_hooks";
import { contenders } from "../harness/contenders.mjs";
import { checkCounts, createCountingHandler } from "../workloads/counting-handler.mjs";
import { loadLibrary } from "../workloads/load-library.mjs";
import { workTable } from "../workloads/work-table.mjs";

/**
 * Loads the contender and answers a factory of runnable work with its checks.
 *
 * @param {{ contender: string, work: string, handlers: number, awaited?: boolean, ambient?: boolean }} request
 *   `awaited` makes the run wait for its handlers instead of the default, delivery in the background
 */
export async function prepareWork({ contender, work, handlers, awaited = false, ambient = false }) {
  const { scope } = contenders[contender];
  const definition = workTable[work];
  const library = scope === undefined ? undefined : await loadLibrary(scope, { ambient });
  const counting = Array.from({ length: handlers }, () => createCountingHandler({ awaited }));

  /** @param {number | undefined} size */
  const create = (size) => {
    const setup = { library, handlers: counting.map(({ handler }) => handler), size };
    const run = library === undefined ? definition.floor(setup) : definition.library(setup);
    return { run, size, units: definition.unitsPerRun(setup), expected: definition.expected(setup), definition };
  };
  const drain = async () => {
    if (library !== undefined) await library.awaitAllCallbacks();
  };
  const reset = () => counting.forEach((entry) => entry.reset());
  const check = (piece, runs) => {
    for (const { counts } of counting) checkCounts(counts, definition.heardPerRun({ size: piece.size }), runs);
  };
  return { create, drain, reset, check };
}

/**
 * Runs the program, inside an AsyncLocalStorage if asked: from then on the whole process pays for tracking its promises.
 *
 * @param {boolean} ambient
 * @param {() => Promise<unknown>} program
 */
export function runInProcess(ambient, program) {
  return ambient ? new AsyncLocalStorage().run({}, program) : program();
}

/**
 * `count` runs one after another, each result compared with what is expected.
 *
 * @param {{ run: () => Promise<unknown>, expected: unknown }} piece
 * @param {number} count
 */
export async function repeat({ run, expected }, count) {
  for (let index = 0; index < count; index += 1) {
    const result = await run();
    if (result !== expected) throw new Error(`The work answered ${String(result)} instead of ${String(expected)}.`);
  }
}

/** Where everybody is compiled and steady: an invoke becomes up to forty times faster within its first 4,000 runs. */
const warmUnits = 6_000;

/**
 * Runs the work until it is warm: within the times given, for as long as it has not done many units. Answers how many runs
 * fit into a millisecond at last.
 *
 * @param {{ run: () => Promise<unknown>, expected: unknown, units: number }} piece
 * @param {{ atLeast: number, atMost: number, drain: () => Promise<void> }} options milliseconds of CPU
 *   time, since a busy machine can let a second pass in which nothing gets warmer
 */
export async function warmUp(piece, { atLeast, atMost, drain }) {
  let count = 1;
  let runs = 0;
  let rate = 0;
  const start = process.cpuUsage();
  for (let elapsed = 0; elapsed < atMost; elapsed = readMilliseconds(start)) {
    if (elapsed > atLeast && runs * piece.units >= warmUnits) break;
    const blockStart = performance.now();
    await repeat(piece, count);
    await drain();
    const blockElapsed = performance.now() - blockStart;
    runs += count;
    rate = count / blockElapsed;
    if (blockElapsed < 5) count *= 2;
  }
  return rate;
}

function readMilliseconds(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
