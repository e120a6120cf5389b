import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { runStream } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

const over = { value: { value: undefined, done: true } };

// A consumer that left had to wait for a source that doesn't notice; its pending pull for longer.
describe("a consumer that leaves", () => {
  it("while a pull is pending on a silent source has that pull settled as over", async () => {
    const recording = recordingHandler();
    const stream = runStream(
      startOptions.tool,
      async function* () {
        await new Promise(() => undefined);
        yield 1;
      },
      { callbacks: [recording] },
    );
    const pull = outcomeOf(stream.next(), 300);
    await wait(1);
    void stream.return();
    expect(await pull).toEqual(over);
    expect(recording.summary()).toEqual(["tool.start", "tool.end cancelled"]);
  });

  it("is not held up by a source whose return() hangs", async () => {
    const recording = recordingHandler();
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: () => new Promise(() => undefined),
      }),
    };
    const stream = runStream(startOptions.tool, () => source, { callbacks: [recording] });
    await stream.next();
    expect(await outcomeOf(stream.return(), 300)).toEqual(over);
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });
});
