import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { flush, run, runStream, type RunHandle } from "../../src/exports/events.js";
import { outcomeOf, type PromiseOutcome } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// A body that ignored its signal could go on calling models below a run that had been cancelled.
describe("below a run that was cancelled", () => {
  it("no further work is started, and nothing is heard of it", async () => {
    const recording = recordingHandler();
    let began = false;
    let inner: PromiseOutcome | undefined;
    const running = run(
      startOptions.chain,
      async (handle) => {
        await wait(10);
        inner = await outcomeOf(
          run(
            startOptions.tool,
            () => {
              began = true;
              return 1;
            },
            handle.config,
          ),
          200,
        );
      },
      { callbacks: [recording], timeout: 2 },
    );
    await outcomeOf(running);
    await wait(30);
    expect(inner).toMatchObject({ error: { name: expect.stringMatching(/AbortError|TimeoutError/) } });
    expect(began).toBe(false);
    expect(recording.summary()).toEqual(["chain.start", "chain.end cancelled"]);
  });

  it("no stream is started either", async () => {
    const recording = recordingHandler();
    let late: RunHandle | undefined;
    await outcomeOf(
      run(
        startOptions.chain,
        (handle) => {
          late = handle;
          return new Promise(() => undefined);
        },
        { callbacks: [recording], timeout: 2 },
      ),
    );
    const stream = runStream(
      startOptions.tool,
      async function* () {
        yield 1;
      },
      late?.config,
    );
    expect(await outcomeOf(stream.next())).toMatchObject({
      error: { name: expect.stringMatching(/AbortError|TimeoutError/) },
    });
    expect(recording.summary()).toEqual(["chain.start", "chain.end cancelled"]);
  });
});

it("below a run that ended well, the events are well-formed all the same", async () => {
  const recording = recordingHandler();
  let late: RunHandle | undefined;
  await run(
    startOptions.chain,
    (handle) => {
      late = handle;
    },
    { callbacks: [recording] },
  );
  await outcomeOf(run(startOptions.tool, () => 1, late?.config));
  await flush();
  assertWellFormed(recording.events);
});
