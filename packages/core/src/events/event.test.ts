import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { run, type EarshotEvent } from "../exports/events.js";

describe("an event", () => {
  it("says which run it belongs to, its place and its time", async () => {
    const recording = recordingHandler();
    const before = Date.now();
    await run(
      { ...chainNamed("outer"), runType: "prompt" },
      (handle) => run(startOptions.tool, () => 1, { ...handle.config, tags: ["deep"] }),
      {
        callbacks: [recording],
        metadata: { user: "u" },
        tags: ["top"],
        runId: "outer-id",
      },
    );
    const [outer, inner] = recording.events as [EarshotEvent, EarshotEvent];
    expect(outer).toMatchObject({
      type: "chain.start",
      runId: "outer-id",
      parentRunId: undefined,
      rootRunId: "outer-id",
      seq: 1,
      kind: "chain",
      runType: "prompt",
      name: "outer",
      tags: ["top"],
      metadata: { user: "u" },
      visibility: "user",
      inputs: "outer",
    });
    expect(inner).toMatchObject({
      type: "tool.start",
      parentRunId: "outer-id",
      rootRunId: "outer-id",
      seq: 2,
      kind: "tool",
      runType: undefined,
      name: "tool",
      tags: ["top", "deep"],
      metadata: { user: "u" },
      input: '{"n":4}',
    });
    expect(recording.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    for (const { time } of recording.events) {
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(Date.now());
    }
    assertWellFormed(recording.events);
  });

  it("is one frozen object for all typed handlers; what belongs to the caller is not frozen", async () => {
    const inputs = { list: [1] };
    const [first, second] = [recordingHandler(), recordingHandler()];
    await run({ kind: "chain", name: "c", start: { inputs } }, () => inputs, {
      callbacks: [first, second],
      tags: ["a"],
      metadata: { a: 1 },
    });
    const [start, end] = first.events as [EarshotEvent, EarshotEvent];
    expect(second.events[0]).toBe(start);
    for (const value of [start, end, start.tags, start.metadata]) expect(Object.isFrozen(value)).toBe(true);
    expect((start as { inputs?: unknown }).inputs).toBe(inputs);
    expect(Object.isFrozen(inputs)).toBe(false);
    expect(Object.isFrozen(inputs.list)).toBe(false);
    expect(() => {
      (start as { name: string }).name = "other";
    }).toThrow(TypeError);
  });

  it("builds the serialized form when it is read, and leaves it out of its JSON", async () => {
    let built = 0;
    const options = {
      ...startOptions.chain,
      get serialized() {
        built++;
        return { lc: 1 as const, type: "constructor" as const, id: ["here"], kwargs: {} };
      },
    };
    const recording = recordingHandler();
    await run(options, () => 1, { callbacks: [recording] });
    expect(built).toBe(0);
    expect(recording.events[0]?.serialized.id).toEqual(["here"]);
    expect(built).toBe(1);
    expect(JSON.parse(JSON.stringify(recording.events[0]))).not.toHaveProperty("serialized");
  });

  it("tells the four statuses of an end apart", async () => {
    const recording = recordingHandler();
    const config = { callbacks: [recording] };
    await run(startOptions.chain, () => 1, config);
    await run(startOptions.chain, () => Promise.reject(new Error("x")), config).catch(() => undefined);
    await run(
      startOptions.chain,
      () => Promise.reject(Object.assign(new Error("pause"), { is_bubble_up: true })),
      config,
    ).catch(() => undefined);
    await run(startOptions.chain, () => new Promise(() => undefined), { ...config, timeout: 1 }).catch(() => undefined);
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual([
      "ok",
      "error",
      "interrupted",
      "cancelled",
    ]);
    expect(recording.ofType("chain.end").map(({ error }) => (error as Error | undefined)?.name)).toEqual([
      undefined,
      "Error",
      "Error",
      "TimeoutError",
    ]);
  });
});

describe("nobody listens", () => {
  it("no payload getter is read, no run id is made, and the body's promise is handed out as it is", async () => {
    const options = {
      ...startOptions.chain,
      get serialized(): never {
        throw new Error("built for nobody");
      },
    };
    expect(await run(options, () => 5)).toBe(5);
    await expect(run(options, () => Promise.reject(new Error("own")))).rejects.toThrow("own");
  });
});
