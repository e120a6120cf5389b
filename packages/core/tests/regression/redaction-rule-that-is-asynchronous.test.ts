import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { configure } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { RunnableLambda } from "../../src/exports/runnables.js";

it.each([
  ["resolves", async (value: unknown) => value],
  ["rejects", () => Promise.reject(new Error("the rule failed"))],
])("a rule that %s later withholds what it was to hide", async (_, redact) => {
  const recording = recordingHandler();
  const redactor = createRedactor({ redact, startText: () => ({ push: () => "", flush: () => "" }) });
  const restore = configure({ redactor });
  await RunnableLambda.from((input: string) => input).invoke("secret", { callbacks: [recording] });
  restore();
  expect(recording.ofType("chain.start")[0]?.inputs).toBe("[withheld: redaction failed]");
});
