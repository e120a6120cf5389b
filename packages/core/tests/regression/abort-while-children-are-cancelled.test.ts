import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { run, type Handler } from "../../src/exports/events.js";
import { chainNamed } from "../support/start-options.js";
import { outcomeOf } from "../support/outcome-of.js";
import { wait } from "../support/wait.js";

const never = (): Promise<never> => new Promise(() => undefined);

// A run that was just cancelling its children counted as ended for its parent, which then said its own end first.
it("an abort at the end of a child that is being cancelled ends the runs above in order", async () => {
  const controller = new AbortController();
  const recording = recordingHandler();
  const aborting: Handler = { on: { "chain.end": ({ name }) => (name === "left" ? controller.abort() : undefined) } };
  const running = run(
    chainNamed("root"),
    async (root) => {
      await run(
        chainNamed("middle"),
        (middle) => {
          run(chainNamed("left"), never, middle.config).catch(() => undefined);
          run(chainNamed("right"), never, middle.config).catch(() => undefined);
        },
        root.config,
      );
      await never();
    },
    { callbacks: [aborting, recording], signal: controller.signal },
  );
  expect(await outcomeOf(running)).toMatchObject({ error: { name: "AbortError" } });
  await wait(1);
  assertWellFormed(recording.events);
  const ends = recording.ofType("chain.end").map(({ name }) => name);
  expect([...ends].sort()).toEqual(["left", "middle", "right", "root"]);
  expect(ends.indexOf("middle")).toBeGreaterThan(ends.indexOf("right"));
  expect(ends.at(-1)).toBe("root");
});
