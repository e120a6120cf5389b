import { assertWellFormed, countedSignal } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { runStream } from "../exports/events.js";
import { letters } from "../../tests/support/letters.js";
import { openStream, type StreamBody } from "../../tests/support/open-stream.js";
import { readStream } from "../../tests/support/read-stream.js";

const failure = new Error("own");

describe("an abort", () => {
  it("before the first pull: the body is not called", async () => {
    let began = false;
    const { recording, stream } = openStream(
      async function* () {
        began = true;
        yield "a";
      },
      { signal: AbortSignal.abort() },
    );
    expect(await outcomeOf(stream.next())).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.end cancelled"]);
    expect(began).toBe(false);
  });

  it("during a pull rejects it, even if the body never notices", async () => {
    const controller = new AbortController();
    const { recording, stream } = openStream(
      async function* () {
        yield "a";
        await new Promise(() => undefined);
      },
      { signal: controller.signal },
    );
    await stream.next();
    const pull = outcomeOf(stream.next());
    controller.abort();
    expect(await pull).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
    expect(recording.ofType("tool.end")[0]).toMatchObject({ output: "a", error: { name: "AbortError" } });
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it("in the loop's body rejects the next pull", async () => {
    const controller = new AbortController();
    const { recording, stream } = openStream(letters, { signal: controller.signal });
    expect(await outcomeOf(readStream(stream, () => controller.abort()))).toMatchObject({
      error: { name: "AbortError" },
    });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });

  it("of a timeout, likewise", async () => {
    const { recording, stream } = openStream(
      async function* () {
        yield "a";
        await wait(1000);
      },
      { timeout: 10 },
    );
    expect(await outcomeOf(readStream(stream))).toMatchObject({ error: { name: "TimeoutError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });

  it("lets nothing out that the body says or throws afterwards", async () => {
    const controller = new AbortController();
    const { recording, stream } = openStream(
      async function* (handle) {
        yield "a";
        await wait(10);
        await handle.text("late");
        yield "late";
        throw failure;
      },
      { signal: controller.signal },
    );
    await stream.next();
    const pull = outcomeOf(stream.next());
    controller.abort();
    await pull;
    await wait(30);
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });
});

describe("streams within streams", () => {
  const nested: StreamBody = async function* (handle) {
    yield* runStream({ ...startOptions.tool, name: "inner" }, letters, handle.config);
  };

  it.each<[string, () => unknown, string]>([
    ["break", () => "break", "cancelled"],
    ["end", () => undefined, "ok"],
  ])("a consumer's %s ends them innermost first", async (_, each, status) => {
    const { recording, stream } = openStream(nested);
    await readStream(stream, each);
    assertWellFormed(recording.events);
    expect(recording.ofType("tool.end").map((event) => [event.name, event.status])).toEqual([
      ["inner", status],
      ["tool", status],
    ]);
  });

  it("an inner failure fails both", async () => {
    const { recording, stream } = openStream(async function* (handle) {
      yield* runStream(
        { ...startOptions.tool, name: "inner" },
        async function* () {
          yield "a";
          throw failure;
        },
        handle.config,
      );
    });
    expect(await outcomeOf(readStream(stream))).toEqual({ error: failure });
    expect(recording.ofType("tool.end").map((event) => [event.name, event.status, event.error])).toEqual([
      ["inner", "error", failure],
      ["tool", "error", failure],
    ]);
  });
});

describe("nothing is left behind", () => {
  it("on a long-lived signal, however the stream ends", async () => {
    const { signal, listeners } = countedSignal();
    await readStream(openStream(letters, { signal }).stream);
    await readStream(openStream(letters, { signal }).stream, () => "break");
    await outcomeOf(
      readStream(openStream(letters, { signal }).stream, () => {
        throw failure;
      }),
    );
    await outcomeOf(
      readStream(
        openStream(
          async function* () {
            yield "a";
            throw failure;
          },
          { signal },
        ).stream,
      ),
    );
    await outcomeOf(
      readStream(
        openStream(
          async function* () {
            yield "a";
            await wait(1000);
          },
          { signal, timeout: 5 },
        ).stream,
      ),
    );
    await outcomeOf(openStream(letters, { signal }).stream.return());
    expect(listeners()).toBe(0);
  });
});
