import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { outcomeOf } from "../support/outcome-of.js";

const chain = ChatPromptTemplate.fromTemplate("say it").pipe(new StringOutputParser() as never);

async function readUntilAbort(ticks: number): Promise<unknown> {
  const recording = recordingHandler();
  const controller = new AbortController();
  const { signal } = controller;
  const read = async (): Promise<void> => {
    for await (const _ of await chain.stream({}, { signal, callbacks: [recording] })) void 0;
  };
  const outcome = outcomeOf(read());
  for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
  controller.abort();
  const settled = await outcome;
  assertWellFormed(recording.events);
  return settled;
}

// A run that was cancelled between the moment its stream was made and the moment it was handed out was told to the stream alone: whoever
// waited for the stream waited for ever.
describe("an abort while a stream opens", () => {
  it.each(Array.from({ length: 24 }, (_, ticks) => ticks))(
    "reaches whoever waits for it, %d ticks later",
    async (ticks) => {
      expect(await readUntilAbort(ticks)).not.toBe("pending");
    },
  );
});
