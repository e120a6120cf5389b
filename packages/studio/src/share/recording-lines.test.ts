import { expect, it } from "vitest";
import { traceEvent } from "../../tests/support/trace-events.js";
import { recordingLines } from "./recording-lines.js";

it("counts times from the first event, whichever call ended first", async () => {
  const call = (runId: string) => ({ runId, parentRunId: "root", kind: "chat_model" }) as const;
  const [slow, quick] = [call("slow"), call("quick")];
  const chunks = Array.from({ length: 1_500 }, (_, index) =>
    traceEvent({ ...quick, type: "chat_model.delta", seq: index + 3, time: 6_000 + index, index, text: "x" }),
  );
  const events = [
    traceEvent({ ...slow, type: "chat_model.start", seq: 1, time: 5_000 }),
    traceEvent({ ...quick, type: "chat_model.start", seq: 2, time: 5_500 }),
    ...chunks,
    traceEvent({ ...quick, type: "chat_model.end", seq: 2_000, time: 8_000, status: "ok" }),
    traceEvent({ ...slow, type: "chat_model.end", seq: 2_001, time: 9_000, status: "ok" }),
  ];
  const read = async function* () {
    yield* events;
  };
  const times: number[] = [];
  for await (const line of recordingLines(read(), new Set(["slow", "quick"])))
    times.push((JSON.parse(line) as { readonly time: number }).time);
  expect([times[0], times[1], times.at(-1)]).toEqual([0, 500, 4_000]);
});
