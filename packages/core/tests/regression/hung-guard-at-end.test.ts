import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { run, runStream, type Handler } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";

const guard: Handler = { policy: "guard", on: { "chain.end": () => new Promise(() => undefined) } };

// The run let go of its signal and its timeout before its end had been heard, so nothing bounded a guard that hung at it.
it("a guard that hangs at a run's end is bounded by the run's timeout or signal", async () => {
  const recording = recordingHandler();
  const controller = new AbortController();
  const timedOut = outcomeOf(run(startOptions.chain, () => 1, { callbacks: [guard, recording], timeout: 20 }));
  const aborted = outcomeOf(
    run(startOptions.chain, () => 1, { callbacks: [guard, recording], signal: controller.signal }),
  );
  setTimeout(() => controller.abort(), 20);
  expect(await timedOut).not.toBe("pending");
  expect(await aborted).not.toBe("pending");
  expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["ok", "ok"]);
});

it("a guard that hangs at a stream's end likewise", async () => {
  const consume = async () => {
    for await (const _ of runStream(
      startOptions.chain,
      async function* () {
        yield 1;
      },
      { callbacks: [guard], timeout: 20 },
    ));
  };
  expect(await outcomeOf(consume())).not.toBe("pending");
});
