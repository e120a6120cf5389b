import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { configure, run, runStream } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { startOptions } from "../support/start-options.js";

// A redactor that fails at everything made a good run look like a failed one: its status and its absent error were withheld too.
it("a redactor that always fails withholds contents, not how the run ended", async () => {
  const restore = configure({
    redactor: createRedactor({
      redact() {
        throw new Error("cannot");
      },
      startText: () => ({
        push: () => {
          throw new Error("cannot");
        },
        flush: () => "",
      }),
    }),
  });
  const recording = recordingHandler();
  const calls: string[] = [];
  const scribe = { handleChainEnd: () => void calls.push("end"), handleChainError: () => void calls.push("error") };
  try {
    expect(await run(startOptions.chain, () => "secret", { callbacks: [recording, scribe] })).toBe("secret");
    for await (const _ of runStream(
      startOptions.tool,
      async function* () {
        yield "secret";
      },
      { callbacks: [recording] },
    ));
  } finally {
    restore();
  }
  expect(calls).toEqual(["end"]);
  expect(recording.summary()).toEqual(["chain.start", "chain.end ok", "tool.start", "tool.delta", "tool.end ok"]);
  expect(recording.ofType("chain.end")[0]?.error).toBeUndefined();
  expect(recording.ofType("tool.delta")[0]?.index).toBe(0);
  expect(JSON.stringify(recording.events)).not.toContain("secret");
});
