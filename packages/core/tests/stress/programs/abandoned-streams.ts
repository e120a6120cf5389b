// Streams that are pulled once and then forgotten. Prints what was heard before the garbage collector came by, and after.
import { configure, runStream, type EarshotEvent } from "../../../src/exports/events.js";

if (process.env["EARSHOT_TEST_AMBIENT"] === "off") configure({ ambientContext: false });

const ends: unknown[] = [];
let starts = 0;
let closed = 0;
let aborted = 0;
const handler = {
  onEvent: (event: EarshotEvent) => {
    if (event.type === "tool.start") starts++;
    if (event.type === "tool.end") ends.push([event.status, event.output]);
  },
};
const signal = new AbortController().signal; // long-lived: it must not keep the stream alive for good

async function forget(): Promise<void> {
  const options = { kind: "tool", name: "t", start: { args: {}, input: "{}", toolCallId: undefined } } as const;
  const stream = runStream(
    options,
    async function* (handle) {
      handle.signal.addEventListener("abort", () => aborted++);
      try {
        yield "a";
        yield "b";
      } finally {
        closed++;
      }
    },
    { callbacks: [handler], signal },
  );
  await stream.next();
}

for (let index = 0; index < 20; index++) await forget();
const before = ends.length;
for (let round = 0; round < 50 && ends.length < 20; round++) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await new Promise((resolve) => setTimeout(resolve, 10));
console.log(JSON.stringify({ starts, before, ends, closed, aborted }));
process.exit(0);
