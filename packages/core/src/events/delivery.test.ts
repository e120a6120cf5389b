import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { collectFailures } from "../../tests/support/collect-failures.js";
import { createGate } from "../../tests/support/create-gate.js";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { sayThree } from "../../tests/support/say-three.js";
import { slowHandler } from "../../tests/support/slow-handler.js";
import { wait } from "../../tests/support/wait.js";
import { HandlerOverflowError, HandlerTimeoutError } from "../exports/errors.js";
import { flush, run, runStream, type DeliveryReport, type Handler } from "../exports/events.js";
import { countDelivery } from "../../tests/support/count-delivery.js";

describe("in the background", () => {
  it("the first event is handled at once, the later ones in order, and the run waits for none", async () => {
    const heard: string[] = [];
    const gate = createGate();
    const handler: Handler = {
      onEvent: async (event) => {
        heard.push(event.type);
        await gate.opened;
      },
    };
    expect(await run(startOptions.chain, sayThree, { callbacks: [handler] })).toBe(4);
    expect(heard).toEqual(["chain.start"]);
    gate.open();
    expect((await flush()).pending).toBe(0);
    expect(heard).toEqual(["chain.start", "run.text", "run.custom", "run.text", "chain.end"]);
  });

  it("never handles two events of a root run at a time, over all its children", async () => {
    const heard: string[] = [];
    await run(
      startOptions.chain,
      (handle) =>
        Promise.all([1, 2, 3].map(() => run(startOptions.tool, async (tool) => sayThree(tool), handle.config))),
      {
        callbacks: [slowHandler(heard, 0)],
      },
    );
    await flush();
    expect(heard).toHaveLength(2 * (2 + 3 * 5));
    for (let index = 0; index < heard.length; index += 2)
      expect(heard[index + 1]).toBe(heard[index]?.replace(">", "<"));
  });

  it("an event that is handled synchronously is handled at the event, between asynchronous ones in order", async () => {
    const heard: string[] = [];
    const handler: Handler = {
      onEvent: (event) => {
        heard.push(event.type);
        return event.type === "chain.start" ? wait(5) : undefined;
      },
    };
    await run(
      startOptions.chain,
      async (handle) => {
        await wait(15);
        await handle.text("x");
        heard.push("body");
      },
      { callbacks: [handler] },
    );
    expect(heard).toEqual(["chain.start", "run.text", "body", "chain.end"]);
  });

  it("a slow handler holds up no other handler and no other run", async () => {
    const heard: string[] = [];
    const gate = createGate();
    const hung: Handler = { onEvent: () => gate.opened };
    const recording = recordingHandler();
    await run(chainNamed("one"), sayThree, { callbacks: [hung, recording] });
    await run(chainNamed("two"), sayThree, { callbacks: [hung, slowHandler(heard, 0)] });
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(10);
    expect(recording.events).toHaveLength(5);
    gate.open();
    await flush();
    expect(heard).toHaveLength(10);
  });
});

describe("inline", () => {
  it.each<[string, Partial<Handler>]>([
    ["awaitHandlers", { awaitHandlers: true }],
    ["a guard", { policy: "guard" }],
  ])("%s: the run waits for each event", async (_, policy) => {
    const heard: string[] = [];
    const handler = { ...slowHandler(heard), ...policy } as Handler;
    await run(
      startOptions.chain,
      async (handle) => {
        heard.push("body");
        await sayThree(handle);
        heard.push("body ends");
      },
      { callbacks: [handler] },
    );
    heard.push("call ends");
    const told = ["run.text", "run.custom", "run.text"].flatMap((type) => [`> ${type}`, `< ${type}`]);
    expect(heard).toEqual([
      "> chain.start",
      "< chain.start",
      "body",
      ...told,
      "body ends",
      "> chain.end",
      "< chain.end",
      "call ends",
    ]);
  });

  it("a stream waits before its consumer sees the chunk", async () => {
    const heard: string[] = [];
    const callbacks: Handler[] = [
      {
        awaitHandlers: true,
        on: {
          "tool.delta": async (event) => {
            await wait(2);
            heard.push(`heard ${String(event.chunk)}`);
          },
        },
      },
    ];
    for await (const chunk of runStream(
      startOptions.tool,
      async function* () {
        yield 1;
        yield 2;
      },
      { callbacks },
    ))
      heard.push(`got ${chunk}`);
    expect(heard).toEqual(["heard 1", "got 1", "heard 2", "got 2"]);
  });

  it("all handlers that are waited for are at work together", async () => {
    const gate = createGate();
    const first: Handler = { awaitHandlers: true, on: { "chain.start": () => gate.opened } };
    const second: Handler = { awaitHandlers: true, on: { "chain.start": async () => gate.open() } };
    expect(await outcomeOf(run(startOptions.chain, () => 1, { callbacks: [first, second] }))).toEqual({ value: 1 });
  });
});

describe("a full queue", () => {
  const settings = { maxQueuedEvents: 2 };

  it("makes the root run wait until there is room", async () => {
    const gate = createGate();
    const handler: Handler = { onEvent: () => gate.opened };
    const said: number[] = [];
    await collectFailures(async () => {
      const running = run(
        startOptions.chain,
        async (handle) => {
          for (let index = 0; index < 6; index++) {
            await handle.text("x");
            said.push(index);
          }
          return "done";
        },
        { callbacks: [handler] },
      );
      await wait(10);
      expect(said.length).toBeLessThanOrEqual(2);
      gate.open();
      expect(await outcomeOf(running)).toEqual({ value: "done" });
    }, settings);
    expect(said).toHaveLength(6);
    expect((await flush()).pending).toBe(0);
  });

  it("drops by option, counts what is dropped and reports it once", async () => {
    const gate = createGate();
    const heard: string[] = [];
    const handler: Handler = {
      name: "slow",
      onEvent: (event) => {
        heard.push(event.type);
        return gate.opened;
      },
    };
    let report: DeliveryReport | undefined;
    let outcome: unknown;
    const failures = await collectFailures(
      async () => {
        report = await countDelivery(async () => {
          const running = run(
            startOptions.chain,
            async (handle) => {
              for (let index = 0; index < 6; index++) await handle.text("x");
            },
            { callbacks: [handler] },
          );
          outcome = await outcomeOf(running, 500);
          gate.open();
        });
      },
      { ...settings, overflow: "drop" },
    );
    expect(outcome).toEqual({ value: undefined });
    expect(heard).toEqual(["chain.start", "run.text", "run.text"]);
    expect(report).toEqual({ delivered: 3, failed: 0, dropped: 5, pending: 0 });
    expect(failures.map(({ error }) => error)).toEqual([expect.any(HandlerOverflowError)]);
  });
});

describe("a hung handler", () => {
  const hung: Handler = { name: "hung", onEvent: () => new Promise(() => undefined) };

  it("is given up after the delivery timeout: one failed, the rest dropped, reported once; other runs go on", async () => {
    const recording = recordingHandler();
    let report: DeliveryReport | undefined;
    const failures = await collectFailures(
      async () => {
        report = await countDelivery(async () => {
          await run(startOptions.chain, sayThree, { callbacks: [hung] });
          await run(startOptions.chain, sayThree, { callbacks: [recording] });
        });
      },
      { deliveryTimeoutMs: 30 },
    );
    expect(recording.events).toHaveLength(5);
    expect(report).toEqual({ delivered: 5, failed: 1, dropped: 4, pending: 0 });
    expect(failures.map(({ error, eventType }) => [error, eventType])).toEqual([
      [expect.any(HandlerTimeoutError), "chain.start"],
    ]);
  });

  it("hears nothing more of that root run, but all of the next", async () => {
    const heard: string[] = [];
    const once: Handler = {
      onEvent: (event) => {
        heard.push(`${event.name} ${event.type}`);
        return heard.length === 1 ? new Promise(() => undefined) : undefined;
      },
    };
    await collectFailures(
      async () => {
        await run(
          chainNamed("first"),
          async (handle) => {
            await wait(60);
            await handle.text("late");
          },
          { callbacks: [once] },
        );
        await run(chainNamed("second"), () => 1, { callbacks: [once] });
      },
      { deliveryTimeoutMs: 20 },
    );
    expect(heard).toEqual(["first chain.start", "second chain.start", "second chain.end"]);
  });

  it("that the run waits for lets the run go on once it is given up", async () => {
    await collectFailures(
      async () => {
        expect(
          await outcomeOf(
            run(startOptions.chain, () => 1, { callbacks: [{ ...hung, awaitHandlers: true } as Handler] }),
          ),
        ).toEqual({ value: 1 });
      },
      { deliveryTimeoutMs: 20 },
    );
  });

  it("that is a guard is bounded by the run's own timeout or signal", async () => {
    const guard = { ...hung, policy: "guard" } as Handler;
    const timedOut = await outcomeOf(run(startOptions.chain, () => 1, { callbacks: [guard], timeout: 20 }));
    expect(timedOut).toMatchObject({ error: { name: "TimeoutError" } });
    const controller = new AbortController();
    const aborted = outcomeOf(run(startOptions.chain, () => 1, { callbacks: [guard], signal: controller.signal }));
    controller.abort();
    expect(await aborted).toMatchObject({ error: { name: "AbortError" } });
    expect((await flush({ timeoutMs: 5_000 })).pending).toBe(0);
  });
});
