import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { collectFailures } from "../support/collect-failures.js";
import { startOptions } from "../support/start-options.js";
import { run, runStream } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";

const cannot = new Error("cannot");
const fail = (): never => {
  throw cannot;
};

// A rule that threw hid its field, and nobody was told.
it("a rule that throws is reported, with what handlers may see of the run", async () => {
  const recording = recordingHandler();
  const redactor = createRedactor({
    redact: (value, { field }) => (field === "input" || field === "name" ? fail() : value),
    startText: () => ({ push: fail, flush: () => "" }),
  });
  const failures = await collectFailures(
    async () => {
      for await (const _ of runStream(
        startOptions.tool,
        async function* () {
          yield "secret";
        },
        { callbacks: [recording] },
      ));
    },
    { redactor },
  );
  expect(
    failures.map(({ eventType, handlerName, run: { name, kind } }) => [eventType, handlerName, name, kind]),
  ).toEqual(Array.from({ length: 3 }, () => ["redaction", "redaction", "[withheld: redaction failed]", "tool"]));
  expect(recording.ofType("tool.delta")[0]?.chunk).toBe("");
});

// A list that was withheld became a string, which handlers that read lists failed on.
it("fields that are withheld keep their shape", async () => {
  const recording = recordingHandler();
  const answers: unknown[] = [];
  const redactor = createRedactor({ redact: fail, startText: () => ({ push: fail, flush: () => "" }) });
  const callbacks = [recording, { handleLLMEnd: (result: unknown) => void answers.push(result) }];
  const failures = await collectFailures(
    () =>
      run(startOptions.chat_model, () => ({ generations: [[{ text: "secret" }]] }), {
        callbacks,
        tags: ["a"],
        metadata: { b: 1 },
      }),
    { redactor },
  );
  const hidden = "[withheld: redaction failed]";
  expect(recording.events[0]).toMatchObject({
    name: hidden,
    tags: [hidden],
    metadata: { withheld: hidden },
    messages: [],
    options: { withheld: hidden },
  });
  expect(answers).toEqual([{ generations: [[{ text: hidden }]] }]);
  expect(failures.every(({ eventType }) => eventType === "redaction")).toBe(true);
});
