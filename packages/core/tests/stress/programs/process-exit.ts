// Does what may leave a timer, a listener or a promise behind, and then nothing: the process has to end by itself.
import { configure, run, runStream } from "../../../src/exports/events.js";

if (process.env["EARSHOT_TEST_AMBIENT"] === "off") configure({ ambientContext: false });

const options = { kind: "tool", name: "t", start: { args: {}, input: "{}", toolCallId: undefined } } as const;
const hung = { name: "hung", onEvent: () => new Promise(() => undefined) };
const signal = new AbortController().signal;

await run(options, () => 1, { timeout: 60_000, signal });
await run(options, () => 1, { timeout: 60_000, callbacks: [hung] });
await run(options, () => Promise.reject(new Error("x")), { timeout: 60_000, signal }).catch(() => undefined);
for await (const _ of runStream(
  options,
  async function* () {
    yield 1;
    yield 2;
  },
  { timeout: 60_000, signal, callbacks: [hung] },
))
  break;
await runStream(
  options,
  async function* () {
    yield 1;
  },
  { timeout: 60_000, callbacks: [hung] },
).return();
console.log(
  JSON.stringify({ done: true, timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length }),
);
