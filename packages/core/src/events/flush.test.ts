import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { createGate } from "../../tests/support/create-gate.js";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { sayThree } from "../../tests/support/say-three.js";
import { slowHandler } from "../../tests/support/slow-handler.js";
import { wait } from "../../tests/support/wait.js";
import { flush, run, type Handler, type RunHandle } from "../exports/events.js";
import { countDelivery } from "../../tests/support/count-delivery.js";

describe("flush", () => {
  it("adds up: delivered, failed, dropped and pending are what was to be heard", async () => {
    const deaf = recordingHandler();
    const failing: Handler = {
      onEvent: () => {
        throw new Error("x");
      },
    };
    const rejecting: Handler = {
      onEvent: async () => {
        await wait(1);
        throw new Error("y");
      },
    };
    const partly: Handler = { handleChainStart: () => undefined };
    let late: RunHandle | undefined;
    const report = await countDelivery(async () => {
      await run(
        startOptions.chain,
        async (handle) => {
          late = handle;
          await sayThree(handle);
        },
        { callbacks: [deaf, failing, rejecting, partly, slowHandler([], 0)] },
      );
      await late?.text("too late");
    });
    // Five events for each of the four that hear all, one for the one that hears starts; a sixth event came too late for the four.
    expect(report).toEqual({ delivered: 11, failed: 10, dropped: 4, pending: 0 });
  });

  it("says what is pending when its time is up", async () => {
    const gate = createGate();
    await run(startOptions.chain, sayThree, { callbacks: [{ onEvent: () => gate.opened }] });
    const began = Date.now();
    expect((await flush({ timeoutMs: 20 })).pending).toBe(5);
    expect(Date.now() - began).toBeLessThan(1000);
    gate.open();
    expect((await flush()).pending).toBe(0);
  });

  it("waits for events that come while it waits, and answers at once when nothing is on its way", async () => {
    const heard: string[] = [];
    const running = run(
      startOptions.chain,
      async (handle) => {
        await wait(3);
        await sayThree(handle);
      },
      { callbacks: [slowHandler(heard, 10)] },
    );
    await flush();
    await running;
    await flush();
    expect(heard).toHaveLength(10);
    expect(await outcomeOf(flush(), 5)).toMatchObject({ value: { pending: 0 } });
  });
});
