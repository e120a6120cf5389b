import { countedSignal, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { run, runStream, type RunnableConfig } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";

// A stream says its start at the first pull; one that is over before said an end without a start.
describe("a stream that was never pulled says nothing", () => {
  const open = (config: RunnableConfig) =>
    runStream(
      startOptions.tool,
      async function* () {
        yield 1;
      },
      config,
    );

  it("when its consumer leaves it", async () => {
    const recording = recordingHandler();
    const { signal, listeners } = countedSignal();
    const stream = open({ callbacks: [recording], signal });
    expect(await outcomeOf(stream.return())).toEqual({ value: { value: undefined, done: true } });
    expect(recording.summary()).toEqual([]);
    expect(listeners()).toBe(0);
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it("when the run it belongs to ends first", async () => {
    const recording = recordingHandler();
    await run(startOptions.chain, (handle) => void open(handle.config), { callbacks: [recording] });
    expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it("when its signal aborts; a pull rejects all the same", async () => {
    const recording = recordingHandler();
    const controller = new AbortController();
    const stream = open({ callbacks: [recording], signal: controller.signal });
    controller.abort();
    expect(recording.summary()).toEqual([]);
    expect(await outcomeOf(stream.next())).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.ofType("tool.end").length).toBe(recording.ofType("tool.start").length);
  });
});
