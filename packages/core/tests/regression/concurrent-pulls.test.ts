import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { runStream } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// Of several pulls under way only the latest was told of an abort; the others stayed pending for good.
describe("several pulls at a time", () => {
  it("are answered in order", async () => {
    const recording = recordingHandler();
    const stream = runStream(
      startOptions.tool,
      async function* () {
        yield 1;
        await wait(2);
        yield 2;
      },
      { callbacks: [recording] },
    );
    const pulled = await Promise.all([stream.next(), stream.next(), stream.next()]);
    expect(pulled).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
      { value: undefined, done: true },
    ]);
    assertWellFormed(recording.events);
  });

  it("are all settled by an abort: the first rejects, the rest find the stream over", async () => {
    const controller = new AbortController();
    const stream = runStream(
      startOptions.tool,
      async function* () {
        await new Promise(() => undefined);
        yield 1;
      },
      { signal: controller.signal },
    );
    const pulls = [outcomeOf(stream.next()), outcomeOf(stream.next())];
    await wait(1);
    controller.abort();
    const outcomes = await Promise.all(pulls);
    expect(outcomes).not.toContain("pending");
    expect(outcomes).toContainEqual({ error: expect.objectContaining({ name: "AbortError" }) });
  });
});
