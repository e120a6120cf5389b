// One root run with very many runs and streams below it, heard by a handler that is sometimes asynchronous: an agent that never stops.
// Prints the heap after half of them and after all.
import { configure, run, runStream, type Handler } from "../../../src/exports/events.js";

if (process.env["EARSHOT_TEST_AMBIENT"] === "off") configure({ ambientContext: false });

const total = 40_000;
let ends = 0;
const handler: Handler = {
  onEvent: (event) => {
    if (event.type === "tool.end") ends++;
    return event.seq % 5 === 0 ? Promise.resolve() : undefined;
  },
};
const options = { kind: "tool", name: "t", start: { args: {}, input: "{}", toolCallId: undefined } } as const;

const heaps = await run(
  { kind: "chain", name: "agent", start: { inputs: {} } },
  async (handle) => {
    const heapAfter = async (count: number): Promise<number> => {
      for (let index = 0; index < count; index += 2) {
        const { config } = handle;
        await run(options, async () => index, config);
        for await (const _ of runStream(
          options,
          async function* () {
            yield "a";
            yield "b";
          },
          config,
        ))
          if (index % 4 === 0) break;
      }
      for (let round = 0; round < 4; round++) {
        await new Promise((resolve) => setImmediate(resolve));
        globalThis.gc?.();
      }
      return process.memoryUsage().heapUsed;
    };
    await heapAfter(total / 10);
    const first = await heapAfter(total / 2);
    return { first, second: await heapAfter(total / 2) };
  },
  { callbacks: [handler], signal: new AbortController().signal },
);
console.log(JSON.stringify({ ...heaps, ends }));
process.exit(0);
