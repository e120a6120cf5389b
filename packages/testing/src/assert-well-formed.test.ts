import { run, type EarshotEvent } from "@earshot/core/events";
import { describe, expect, it } from "vitest";
import { assertWellFormed } from "./assert-well-formed.js";
import { MalformedEventsError } from "./malformed-events-error.js";
import { recordingHandler } from "./recording-handler.js";

async function heardTree(): Promise<readonly EarshotEvent[]> {
  const recording = recordingHandler();
  const start = { inputs: {} };
  await run(
    { kind: "chain", name: "parent", start },
    async (handle) => {
      await handle.text("on the way");
      return run({ kind: "chain", name: "child", start }, () => 1, handle.config);
    },
    { callbacks: [recording] },
  );
  return recording.events;
}

function violationsOf(events: readonly EarshotEvent[]): readonly string[] {
  try {
    assertWellFormed(events);
  } catch (error) {
    return (error as MalformedEventsError).violations;
  }
  return [];
}

const frozen = (event: EarshotEvent, changes: object): EarshotEvent =>
  Object.freeze({ ...event, ...changes }) as EarshotEvent;

describe("assertWellFormed", () => {
  it("accepts a real tree of runs, whole or, if told so, in part", async () => {
    const events = await heardTree();
    expect(events.map(({ type }) => type)).toEqual([
      "chain.start",
      "run.text",
      "chain.start",
      "chain.end",
      "chain.end",
    ]);
    expect(violationsOf(events)).toEqual([]);
    assertWellFormed(events.slice(0, 3), { isPartial: true });
  });

  it.each([
    ["an end that is missing", (events: EarshotEvent[]) => events.slice(0, 4), "never ended"],
    [
      "an end that comes twice",
      (events: EarshotEvent[]) => [...events, frozen(events[4]!, { seq: 99 })],
      "had ended before",
    ],
    [
      "a start that comes twice",
      (events: EarshotEvent[]) => [frozen(events[0]!, { seq: 0 }), ...events],
      "had started before",
    ],
    ["an end without a start", (events: EarshotEvent[]) => events.slice(4), "had not started"],
    [
      "events out of order",
      (events: EarshotEvent[]) => [events[0]!, events[2]!, events[1]!, events[3]!, events[4]!],
      "seq does not rise",
    ],
    [
      "a child that outlives its parent",
      (events: EarshotEvent[]) => [
        events[0]!,
        events[2]!,
        frozen(events[4]!, { seq: 3 }),
        frozen(events[3]!, { seq: 9 }),
      ],
      "still open",
    ],
    [
      "a child that starts too late",
      (events: EarshotEvent[]) => [events[0]!, frozen(events[4]!, { seq: 2 }), events[2]!, events[3]!],
      "its parent had ended",
    ],
    [
      "a status nobody knows",
      (events: EarshotEvent[]) => [events[0]!, frozen(events[4]!, { status: "odd" })],
      "its status is odd",
    ],
    [
      "facts that change",
      (events: EarshotEvent[]) => [events[0]!, frozen(events[4]!, { name: "other" })],
      "its name differs",
    ],
    [
      "an event that is not frozen",
      (events: EarshotEvent[]) => [events[0]!, { ...events[4]! } as EarshotEvent],
      "not frozen",
    ],
  ])("finds %s", async (_, spoil, message) => {
    const violations = violationsOf(spoil([...(await heardTree())]));
    expect(violations.join("\n")).toContain(message);
  });

  it("throws a typed error", async () => {
    const events = (await heardTree()).slice(1);
    expect(() => assertWellFormed(events)).toThrow(MalformedEventsError);
    expect(() => assertWellFormed(events)).toThrow(expect.objectContaining({ code: "MALFORMED_EVENTS" }));
  });
});

describe("recordingHandler", () => {
  it("keeps events by type, sums them up and forgets them", async () => {
    const recording = recordingHandler({ name: "ears" });
    await run({ kind: "tool", name: "t", start: { args: {}, input: "{}", toolCallId: undefined } }, () => 1, {
      callbacks: [recording],
    });
    expect(recording.name).toBe("ears");
    expect(recording.ofType("tool.end").map(({ output }) => output)).toEqual([1]);
    expect(recording.summary()).toEqual(["tool.start", "tool.end ok"]);
    recording.clear();
    expect(recording.events).toEqual([]);
  });
});
