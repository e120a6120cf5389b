import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { configure } from "../../src/exports/events.js";
import { RunnableLambda } from "../../src/exports/runnables.js";

it("taking back a setting leaves what was set later, and revives nothing", async () => {
  const [one, two] = [recordingHandler(), recordingHandler()];
  const undoOne = configure({ callbacks: [one] });
  const undoTimeout = configure({ deliveryTimeoutMs: 100 });
  undoOne();
  const undoTwo = configure({ callbacks: [two] });
  undoTimeout();
  await RunnableLambda.from((input: number) => input).invoke(1);
  undoTwo();
  await RunnableLambda.from((input: number) => input).invoke(1);
  expect(one.summary()).toEqual([]);
  expect(two.summary()).toEqual(["chain.start", "chain.end ok"]);
});
