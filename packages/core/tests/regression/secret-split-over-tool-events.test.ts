import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { CallbackManager } from "../../src/exports/callbacks/manager.js";
import { configure, runStream } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { tool } from "../../src/exports/tools.js";

const redactor = createRedactor({
  redact: (value) => (typeof value === "string" ? value.replaceAll("hunter2", "***") : value),
  startText() {
    let held = "";
    return {
      push(text) {
        held += text;
        return "";
      },
      flush: () => held.replaceAll("hunter2", "***"),
    };
  },
});

it("a secret that is split over the parts of a tool's output stays one", async () => {
  const recording = recordingHandler();
  const restore = configure({ redactor });
  const start = { args: {}, input: "{}", toolCallId: undefined };
  const options = { kind: "tool", name: "type", start } as const;
  const parts = async function* () {
    yield "it is hun";
    yield "ter2";
  };
  for await (const _ of runStream(options, parts, { callbacks: [recording] }));
  const manager = new CallbackManager();
  manager.addHandler(recording as never);
  const run = await manager.handleToolStart({ lc: 1, type: "not_implemented", id: ["type"] }, "{}");
  await run.handleToolEvent("it is hun");
  await run.handleToolEvent("ter2");
  await run.handleToolEnd("done");
  const typing = tool(
    async function* () {
      yield* parts();
      return "done";
    },
    { name: "type" },
  );
  await typing.invoke("", { callbacks: [recording] });
  restore();
  const shown = ["", "it is ***"];
  expect(recording.ofType("tool.delta").map(({ chunk }) => chunk)).toEqual([...shown, ...shown, ...shown]);
});
