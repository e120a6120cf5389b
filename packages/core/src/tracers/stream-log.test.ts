import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { ScriptedChatModel } from "../../tests/support/scripted-chat-model.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import { RunnableLambda } from "../exports/runnables.js";
import { RunLogPatch, type RunLog } from "../exports/tracers/log_stream.js";

const answers = (script: { failsAt?: number } = {}) =>
  new ScriptedChatModel({ part: "model", streams: true, chunks: 3, heeds: true, ...script } as never);

async function logOf(patches: AsyncIterable<RunLogPatch>): Promise<RunLog> {
  let log: RunLog | undefined;
  for await (const patch of patches) log = (log ?? new RunLogPatch({})).concat(patch);
  return log as RunLog;
}

describe("streamLog", () => {
  it("yields patches that make the log", async () => {
    const { state } = await logOf(answers().pipe(new StringOutputParser()).streamLog("hi"));
    expect(state).toMatchObject({
      name: "RunnableSequence",
      streamed_output: ["0", "1", "2"],
      final_output: { output: "012" },
    });
    expect(Object.keys(state.logs)).toEqual(["ScriptedChatModel", "StrOutputParser"]);
    expect(state.logs["ScriptedChatModel"]).toMatchObject({ type: "llm", streamed_output_str: ["0", "1", "2"] });
  });

  it("finds its way with names that mean something in a path", async () => {
    const inner = RunnableLambda.from((input: number) => input).withConfig({ runName: "a/b~c" });
    const outer = RunnableLambda.from(async (input: number, config) => {
      await inner.invoke(input, config);
      return inner.invoke(input, config);
    });
    const { state } = await logOf(outer.streamLog(1));
    expect(Object.keys(state.logs)).toEqual(["a/b~c", "a/b~c:2"]);
    expect(state.logs["a/b~c:2"]?.final_output).toEqual({ output: 1 });
  });

  it("ends with the run's error, after what there was", async () => {
    const patches: RunLogPatch[] = [];
    const reading = (async () => {
      for await (const patch of answers({ failsAt: 1 }).pipe(new StringOutputParser()).streamLog("hi"))
        patches.push(patch);
    })();
    await expect(reading).rejects.toThrow("provider fails at 1");
    const last = patches.at(-1)?.ops[0];
    expect(last).toEqual({ op: "add", path: "/final_output", value: undefined });
  });

  it("ends the run when its consumer leaves", async () => {
    const recording = recordingHandler();
    const model = answers();
    for await (const { ops } of model.pipe(new StringOutputParser()).streamLog("hi", { callbacks: [recording] }))
      if (ops[0]?.path === "/streamed_output/-") break;
    expect(recording.summary().slice(-3)).toEqual([
      "chat_model.end cancelled",
      "chain.end cancelled",
      "chain.end cancelled",
    ]);
    expect(model.open).toBe(0);
  });
});

describe("a log", () => {
  it("is not changed by what is added to it", () => {
    const start = new RunLogPatch({ ops: [{ op: "replace", path: "", value: { streamed_output: [] } }] });
    const more = new RunLogPatch({ ops: [{ op: "add", path: "/streamed_output/-", value: 1 }] });
    const before = start.concat(new RunLogPatch({}));
    const after = before.concat(more);
    expect(before.state).toEqual({ streamed_output: [] });
    expect(after.state).toEqual({ streamed_output: [1] });
    expect(after.concat(more).state).toEqual({ streamed_output: [1, 1] });
    expect(start.ops).toEqual([{ op: "replace", path: "", value: { streamed_output: [] } }]);
    expect(after.ops).toHaveLength(2);
  });
});
