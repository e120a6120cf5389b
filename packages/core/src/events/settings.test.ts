import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { configure, run, type Handler } from "../exports/events.js";

const slow: Handler = { onEvent: () => wait(5) };

describe("configure({ callbacks })", () => {
  it("hears every root run and all below it, until it is undone", async () => {
    const recording = recordingHandler();
    const restore = configure({ callbacks: [recording] });
    await run(chainNamed("outer"), (handle) => run(startOptions.tool, () => 1, handle.config));
    restore();
    await run(chainNamed("later"), () => 1);
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end ok", "chain.end ok"]);
  });

  it("adds to what the call has, each handler once", async () => {
    const [both, call] = [recordingHandler(), recordingHandler()];
    const restore = configure({ callbacks: [both] });
    await run(startOptions.chain, () => 1, { callbacks: [call, both] });
    restore();
    expect(both.events).toHaveLength(2);
    expect(call.events).toHaveLength(2);
  });
});

describe("configure", () => {
  it("keeps what is left out, brings defaults back for undefined, restores what was in force", async () => {
    const recording = recordingHandler();
    const told: unknown[] = [];
    const failing: Handler = {
      onEvent: () => {
        throw new Error("x");
      },
    };
    const outer = configure({ callbacks: [recording], onHandlerError: (error) => told.push(error) });
    const inner = configure({ callbacks: undefined });
    await run(startOptions.chain, () => 1, { callbacks: [failing] });
    expect(recording.events).toHaveLength(0);
    expect(told).toHaveLength(2);
    inner();
    await run(startOptions.chain, () => 1, { callbacks: [failing] });
    expect(recording.events).toHaveLength(2);
    expect(told).toHaveLength(4);
    outer();
    await run(startOptions.chain, () => 1, { callbacks: [failing] });
    expect(recording.events).toHaveLength(2);
    expect(told).toHaveLength(4);
  });
});

describe("waitUntil", () => {
  it("is given a promise of what is still on its way when a root run ends", async () => {
    const given: Promise<void>[] = [];
    const heard: string[] = [];
    const restore = configure({ waitUntil: (delivered) => given.push(delivered) });
    const handler: Handler = {
      onEvent: async (event) => {
        await wait(5);
        heard.push(event.type);
      },
    };
    await run(startOptions.chain, (handle) => run(startOptions.tool, () => 1, handle.config), { callbacks: [handler] });
    restore();
    expect(given).toHaveLength(1);
    expect(heard).toEqual([]);
    await given[0];
    expect(heard).toEqual(["chain.start", "tool.start", "tool.end", "chain.end"]);
  });

  it("of the call stands in for the configured one", async () => {
    const [configured, own]: [unknown[], Promise<void>[]] = [[], []];
    const restore = configure({ waitUntil: (delivered) => configured.push(delivered) });
    await run(startOptions.chain, () => 1, { callbacks: [slow], waitUntil: (delivered) => own.push(delivered) });
    restore();
    expect([configured.length, own.length]).toEqual([0, 1]);
    await Promise.all(own);
  });

  it("is not asked when nothing is on its way", async () => {
    const given: unknown[] = [];
    await run(startOptions.chain, () => 1, {
      callbacks: [recordingHandler()],
      waitUntil: (delivered) => given.push(delivered),
    });
    expect(given).toEqual([]);
  });
});
