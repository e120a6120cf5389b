import { countedSignal, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { Interrupt } from "../exports/errors.js";
import { run, type RunHandle, type RunnableConfig } from "../exports/events.js";
import { tryRun } from "../../tests/support/try-run.js";

const failure = new Error("own");
const never = (): Promise<never> => new Promise(() => undefined);

describe("the handle's signal", () => {
  it.each<[string, (handle: RunHandle) => unknown, RunnableConfig, boolean]>([
    ["ok", () => 1, {}, false],
    [
      "error",
      () => {
        throw failure;
      },
      {},
      true,
    ],
    [
      "interrupted",
      () => {
        throw new Interrupt("x");
      },
      {},
      true,
    ],
    ["cancelled", never, { timeout: 2 }, true],
  ])("after an end that is %s", async (_, body, config, isAborted) => {
    let signal: AbortSignal | undefined;
    let late: RunHandle | undefined;
    await tryRun((handle) => {
      signal = handle.signal;
      late = handle;
      return body(handle);
    }, config);
    expect(signal?.aborted).toBe(isAborted);
    expect(late?.signal.aborted).toBe(isAborted);
  });

  it("carries the reason, and is aborted by the time the caller knows", async () => {
    let signal: AbortSignal | undefined;
    const { outcome } = await tryRun(
      (handle) => {
        signal = handle.signal;
        return never();
      },
      { timeout: 2 },
    );
    expect(signal?.reason).toBe((outcome as { error: unknown }).error);
  });

  it("first read after the end is in the state it would have had", async () => {
    let late: RunHandle | undefined;
    await tryRun((handle) => {
      late = handle;
      throw failure;
    });
    expect(late?.signal.aborted).toBe(true);
    expect(late?.signal.reason).toBe(failure);
  });
});

describe("nothing is left behind", () => {
  it("on a long-lived signal, on any exit path", async () => {
    const { signal, listeners, controller } = countedSignal();
    const bodies = [
      () => 1,
      async () => 1,
      () => {
        throw failure;
      },
      () => Promise.reject(failure),
      () => Promise.reject(new Interrupt("x")),
    ];
    for (const body of bodies) await tryRun(body, { signal });
    await tryRun(never, { signal, timeout: 2 });
    await tryRun(
      (handle) => Promise.all([1, 2].map(() => run(startOptions.tool, () => 1, { ...handle.config, signal }))),
      { signal },
    );
    expect(listeners()).toBe(0);
    expect(controller.signal.aborted).toBe(false);
  });

  it("for an unheard run either", async () => {
    const { signal, listeners } = countedSignal();
    await run(startOptions.chain, async () => wait(1), { signal, timeout: 1000 });
    await outcomeOf(run(startOptions.chain, () => Promise.reject(failure), { signal }));
    await outcomeOf(run(startOptions.chain, never, { signal, timeout: 2 }));
    expect(listeners()).toBe(0);
  });
});

it("what an ended run says is not delivered", async () => {
  const recording = recordingHandler();
  let late: RunHandle | undefined;
  await run(
    startOptions.chain,
    (handle) => {
      late = handle;
    },
    { callbacks: [recording] },
  );
  await late?.text("too late");
  await late?.custom("too", "late");
  expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
});
