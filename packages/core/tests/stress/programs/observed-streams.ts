// Streams of events that are left, aborted, fail or are forgotten, and a tracer that hears all of them. Prints the heap after half of them
// and after all, and what is still open.
import { configure, flush } from "../../../src/exports/events.js";
import { RunnableLambda } from "../../../src/exports/runnables.js";
import { BaseTracer, type Run } from "../../../src/exports/tracers/base.js";

if (process.env["EARSHOT_TEST_AMBIENT"] === "off") configure({ ambientContext: false });

const total = 8_000;
let closed = 0;

class Counting extends BaseTracer {
  override name = "counting";
  persisted = 0;

  protected override async persistRun(run: Run): Promise<void> {
    if (run.end_time !== undefined) this.persisted++;
  }

  get open(): number {
    return this.runMap.size;
  }
}

const tracer = new Counting();
const letters = RunnableLambda.from(async function* (fails: boolean) {
  try {
    yield "a";
    if (fails) throw new Error("fails");
    for (;;) yield "b";
  } finally {
    closed++;
  }
});

async function read(index: number): Promise<void> {
  const controller = new AbortController();
  const config = { callbacks: [tracer], signal: controller.signal };
  const events = letters.streamEvents(index % 4 === 0, { ...config, version: "v2" });
  let count = 0;
  for await (const _ of events) {
    if (index % 4 === 1 && ++count === 1 + (index % 3)) break;
    if (index % 4 === 2 && ++count === 3) controller.abort();
    if (index % 4 === 3 && ++count === 3) return forget(index);
  }
}

/** A stream of its own that nobody reads on. */
async function forget(index: number): Promise<void> {
  const forgotten = letters.streamEvents(false, { callbacks: [tracer], version: "v2" })[Symbol.asyncIterator]();
  for (let count = 0; count < 1 + (index % 3); count++) await forgotten.next();
}

async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc?.();
  }
}

async function heapAfter(count: number): Promise<number> {
  for (let index = 0; index < count; index++) await read(index).catch(() => undefined);
  await collectGarbage();
  await flush({ timeoutMs: 5_000 });
  return process.memoryUsage().heapUsed;
}

await heapAfter(total / 4);
const first = await heapAfter(total / 2);
const second = await heapAfter(total / 2);
console.log(JSON.stringify({ first, second, open: tracer.open, persisted: tracer.persisted, closed }));
process.exit(0);
