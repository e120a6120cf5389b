import { AsyncLocalStorage } from "node:async_hooks";
import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { collectFailures } from "../../tests/support/collect-failures.js";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { run, runStream, type Handler } from "../exports/events.js";

describe("wrap", () => {
  it("goes around the body, the first attached outermost, between start and end", async () => {
    const order: string[] = [];
    const wrapping = (name: string): Handler => ({
      onEvent: (event) => void order.push(`${name} ${event.type}`),
      wrap: (_, next) => {
        order.push(`${name} >`);
        const result = next();
        order.push(`${name} <`);
        return result;
      },
    });
    await run(startOptions.chain, () => void order.push("body"), { callbacks: [wrapping("a"), wrapping("b")] });
    expect(order).toEqual([
      "a chain.start",
      "b chain.start",
      "a >",
      "b >",
      "body",
      "b <",
      "a <",
      "a chain.end",
      "b chain.end",
    ]);
  });

  it("makes a context active for the body, each pull of a stream, and the runs below", async () => {
    const active = new AsyncLocalStorage<string>();
    const span: Handler = { wrap: (run, next) => active.run(run.name, next) };
    const seen: unknown[] = [];
    await run(
      chainNamed("outer"),
      async (handle) => {
        seen.push(active.getStore());
        await Promise.resolve();
        seen.push(active.getStore());
        await run(chainNamed("inner"), () => seen.push(active.getStore()), handle.config);
        for await (const _ of runStream(
          chainNamed("stream"),
          async function* () {
            seen.push(active.getStore());
            yield 1;
            seen.push(active.getStore());
          },
          handle.config,
        ));
        seen.push(active.getStore());
      },
      { callbacks: [span] },
    );
    expect(seen).toEqual(["outer", "outer", "inner", "stream", "stream", "outer"]);
    expect(active.getStore()).toBeUndefined();
  });

  it.each<[string, NonNullable<(Handler & { wrap?: unknown })["wrap"]>, number]>([
    [
      "throws before next",
      () => {
        throw new Error("clumsy");
      },
      1,
    ],
    [
      "throws after next",
      (_: unknown, next: () => unknown) => {
        next();
        throw new Error("clumsy");
      },
      1,
    ],
    ["never calls next", () => undefined, 0],
    [
      "calls next twice",
      (_: unknown, next: () => unknown) => {
        next();
        return next();
      },
      0,
    ],
    [
      "answers something else",
      (_: unknown, next: () => unknown) => {
        next();
        return "other";
      },
      0,
    ],
  ])("that %s changes nothing: the body is done once, its result is what comes out", async (_, wrap, reported) => {
    let times = 0;
    const recording = recordingHandler();
    const failures = await collectFailures(async () => {
      expect(
        await run(startOptions.chain, () => ++times, { callbacks: [{ name: "clumsy", wrap } as Handler, recording] }),
      ).toBe(1);
    });
    expect(times).toBe(1);
    expect(failures.map(({ eventType, handlerName }) => [eventType, handlerName])).toEqual(
      Array.from({ length: reported }, () => ["wrap", "clumsy"]),
    );
    expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it("lets the body's own error through, once, and reports nothing", async () => {
    const own = new Error("own");
    const handler: Handler = { wrap: (_, next) => next() };
    const failures = await collectFailures(() =>
      expect(
        run(
          startOptions.chain,
          () => {
            throw own;
          },
          { callbacks: [handler] },
        ),
      ).rejects.toBe(own),
    );
    expect(failures).toEqual([]);
  });
});
