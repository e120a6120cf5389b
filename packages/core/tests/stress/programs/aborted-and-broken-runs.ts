// Many runs that are aborted, time out or are left early, heard by one long-lived handler and bound to one long-lived signal.
// Prints the heap after half of them and after all.
import { configure, flush, run, runStream, type Handler } from "../../../src/exports/events.js";

if (process.env["EARSHOT_TEST_AMBIENT"] === "off") configure({ ambientContext: false });

const total = Number(process.env["EARSHOT_STRESS_RUNS"] ?? 100_000);
const longLived = new AbortController();
const counts = { starts: 0, ends: 0, other: 0 };
const handler: Handler = {
  name: "long-lived",
  onEvent: (event) => {
    if (event.type.endsWith(".start")) counts.starts++;
    else if (event.type.endsWith(".end")) counts.ends++;
    else counts.other++;
    return event.seq % 7 === 0 ? Promise.resolve() : undefined;
  },
};

const options = { kind: "tool", name: "t", start: { args: {}, input: "{}", toolCallId: undefined } } as const;

async function* letters(): AsyncGenerator<string> {
  for (;;) yield "a";
}

async function once(index: number): Promise<void> {
  const config = { callbacks: [handler], signal: longLived.signal };
  switch (index % 5) {
    case 0: {
      for await (const _ of runStream(options, letters, config)) break;
      return;
    }
    case 1: {
      const own = new AbortController();
      const running = run(options, () => new Promise(() => undefined), { callbacks: [handler], signal: own.signal });
      own.abort();
      return running.then(undefined, () => undefined) as Promise<undefined>;
    }
    case 2: {
      // Cancelled with its parent, which is bound to the long-lived signal.
      return run(
        options,
        (handle) => {
          run(options, () => new Promise(() => undefined), handle.config).catch(() => undefined);
        },
        config,
      ) as Promise<undefined>;
    }
    case 3: {
      const own = new AbortController();
      const stream = runStream(options, letters, { callbacks: [handler], signal: own.signal });
      await stream.next();
      own.abort();
      return stream.next().then(undefined, () => undefined) as Promise<undefined>;
    }
    default:
      return run(options, () => Promise.reject(new Error("x")), { ...config, timeout: 60_000 }).then(
        undefined,
        () => undefined,
      ) as Promise<undefined>;
  }
}

async function heapAfter(from: number, to: number): Promise<number> {
  for (let index = from; index < to; index += 50)
    await Promise.all(Array.from({ length: 50 }, (_, offset) => once(index + offset)));
  await flush();
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

await heapAfter(0, total / 10); // warm: code, shapes and pools
const first = await heapAfter(0, total / 2);
const second = await heapAfter(total / 2, total);
const report = await flush();
console.log(JSON.stringify({ first, second, counts, pending: report.pending, failed: report.failed }));
process.exit(0);
