import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { flush, run, runStream, type RunHandle } from "../exports/events.js";

const never = (): Promise<never> => new Promise(() => undefined);
const ambientContextOff = process.env["EARSHOT_TEST_AMBIENT"] === "off";

describe("a child that is still open when its parent ends", () => {
  it.each<[string, () => unknown, string]>([
    ["well", () => 1, "ok"],
    [
      "with an error",
      () => {
        throw new Error("own");
      },
      "error",
    ],
  ])("%s is cancelled first, and whoever let go of it is not told by a crash", async (_, finish, status) => {
    const recording = recordingHandler();
    let child: Promise<unknown> | undefined;
    await outcomeOf(
      run(
        startOptions.chain,
        (handle) => {
          child = run(
            startOptions.tool,
            async () => {
              await wait(10);
              return 1;
            },
            handle.config,
          );
          return finish();
        },
        { callbacks: [recording] },
      ),
    );
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end cancelled", `chain.end ${status}`]);
    expect(recording.ofType("tool.end")[0]?.error).toMatchObject({ name: "AbortError" });
    await wait(20);
    assertWellFormed(recording.events);
    expect(await outcomeOf(child as Promise<unknown>)).toMatchObject({ error: { name: "AbortError" } });
  });

  it("because its parent was cancelled is cancelled with the same error, its signal aborted", async () => {
    const recording = recordingHandler();
    const signals: AbortSignal[] = [];
    const outcome = await outcomeOf(
      run(
        chainNamed("a"),
        (handle) =>
          run(
            chainNamed("b"),
            (inner) => {
              signals.push(inner.signal);
              return run(
                chainNamed("c"),
                (innermost) => {
                  signals.push(innermost.signal);
                  return never();
                },
                inner.config,
              );
            },
            handle.config,
          ),
        { callbacks: [recording], timeout: 5 },
      ),
    );
    const { error } = outcome as { error: unknown };
    expect(recording.ofType("chain.end").map((event) => [event.name, event.status, event.error])).toEqual([
      ["c", "cancelled", error],
      ["b", "cancelled", error],
      ["a", "cancelled", error],
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    assertWellFormed(recording.events);
  });

  it("is a stream: its consumer is told at its next pull", async () => {
    const recording = recordingHandler();
    let stream: AsyncIterableIterator<number> | undefined;
    await run(
      startOptions.chain,
      async (handle) => {
        stream = runStream(
          startOptions.tool,
          async function* () {
            yield 1;
            yield 2;
          },
          handle.config,
        );
        await stream.next();
      },
      { callbacks: [recording] },
    );
    expect(recording.summary()).toEqual([
      "chain.start",
      "tool.start",
      "tool.delta",
      "tool.end cancelled",
      "chain.end ok",
    ]);
    await wait(1);
    expect(await outcomeOf((stream as AsyncIterableIterator<number>).next())).toMatchObject({
      error: { name: "AbortError" },
    });
    assertWellFormed(recording.events);
  });

  it("what it says afterwards is counted as dropped, not delivered", async () => {
    const recording = recordingHandler();
    const before = await flush();
    await run(
      startOptions.chain,
      (handle) => {
        void run(
          startOptions.tool,
          async (inner) => {
            await wait(5);
            await inner.text("late");
          },
          handle.config,
        ).catch(() => undefined);
      },
      { callbacks: [recording] },
    );
    await wait(20);
    expect(recording.ofType("run.text")).toEqual([]);
    expect((await flush()).dropped - before.dropped).toBe(1);
  });
});

describe("a child with a timeout or signal of its own", () => {
  it("is cancelled alone; its parent may go on", async () => {
    const recording = recordingHandler();
    const value = await run(
      startOptions.chain,
      async (handle) => {
        const outcome = await outcomeOf(run(startOptions.tool, never, { ...handle.config, timeout: 5 }));
        expect(outcome).toMatchObject({ error: { name: "TimeoutError" } });
        return "went on";
      },
      { callbacks: [recording] },
    );
    expect(value).toBe("went on");
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end cancelled", "chain.end ok"]);
  });

  it("has both: the parent's reaches it too", async () => {
    const own = new AbortController();
    const parent = new AbortController();
    setTimeout(() => parent.abort(), 5);
    const recording = recordingHandler();
    await outcomeOf(
      run(startOptions.chain, (handle) => run(startOptions.tool, never, { ...handle.config, signal: own.signal }), {
        callbacks: [recording],
        signal: parent.signal,
      }),
    );
    expect(recording.ofType("tool.end")[0]?.status).toBe("cancelled");
  });
});

describe("children at the same time", () => {
  it("keep their events apart and in order; one that fails leaves the others to be cancelled", async () => {
    const recording = recordingHandler();
    const child = (name: string, body: (handle: RunHandle) => unknown) => (handle: RunHandle) =>
      run(chainNamed(name), body, handle.config);
    await outcomeOf(
      run(
        chainNamed("root"),
        (handle) =>
          Promise.all([
            child("fast", () => 1)(handle),
            child("failing", async () => {
              await wait(2);
              throw new Error("x");
            })(handle),
            child("slow", never)(handle),
          ]),
        { callbacks: [recording] },
      ),
    );
    expect(recording.ofType("chain.end").map(({ name, status }) => `${name} ${status}`)).toEqual([
      "fast ok",
      "failing error",
      "slow cancelled",
      "root error",
    ]);
    assertWellFormed(recording.events);
  });
});

describe.skipIf(ambientContextOff)("ambient context", () => {
  it("puts runs that are started without a config below the run around them, over awaits", async () => {
    const recording = recordingHandler();
    await run(
      chainNamed("outer"),
      async () => {
        await wait(1);
        await run(chainNamed("inner"), () => run(chainNamed("innermost"), () => 1));
      },
      { callbacks: [recording], runId: "outer", tags: ["t"] },
    );
    assertWellFormed(recording.events);
    expect(recording.ofType("chain.start").map(({ name, rootRunId, tags }) => [name, rootRunId, tags])).toEqual([
      ["outer", "outer", ["t"]],
      ["inner", "outer", ["t"]],
      ["innermost", "outer", ["t"]],
    ]);
  });

  it("adds what the call says to what the run brings", async () => {
    const [above, own] = [recordingHandler(), recordingHandler()];
    await run(chainNamed("outer"), () => run(chainNamed("inner"), () => 1, { callbacks: [own] }), {
      callbacks: [above],
    });
    expect(above.events).toHaveLength(4);
    expect(own.summary()).toEqual(["chain.start", "chain.end ok"]);
    expect(own.events[0]?.parentRunId).toBe(above.events[0]?.runId);
  });

  it("does not leak out of the run", async () => {
    const recording = recordingHandler();
    await run(chainNamed("outer"), async () => wait(1), { callbacks: [recording] });
    await run(chainNamed("other"), () => 1);
    for await (const _ of runStream(
      chainNamed("stream"),
      async function* () {
        yield 1;
      },
      { callbacks: [recording] },
    ))
      await run(chainNamed("in the loop"), () => 1);
    expect(recording.events.map(({ name }) => name)).toEqual(["outer", "outer", "stream", "stream"]);
  });

  it("is that of the pull, in a stream's body", async () => {
    const recording = recordingHandler();
    for await (const _ of runStream(
      chainNamed("stream"),
      async function* () {
        yield await run(chainNamed("inner"), () => 1);
      },
      { callbacks: [recording] },
    ));
    assertWellFormed(recording.events);
    expect(recording.events.map(({ name }) => name)).toEqual(["stream", "inner", "inner", "stream"]);
  });
});

describe.runIf(ambientContextOff)("without ambient context", () => {
  it("a child that is started without a config is a root of its own", async () => {
    const recording = recordingHandler();
    await run(chainNamed("outer"), () => run(chainNamed("inner"), () => 1), { callbacks: [recording] });
    expect(recording.events.map(({ name }) => name)).toEqual(["outer", "outer"]);
  });
});
