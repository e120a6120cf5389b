import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineHandler, type Handler } from "@earshot/core/events";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { HumanMessage, ToolMessage } from "@earshot/core/messages";
import { RunnableLambda } from "@earshot/core/runnables";
import { replayModel, scriptedChatModel } from "@earshot/testing";
import { toTraceEvent, type TraceEvent } from "@earshot/trace";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "./support/ask.js";
import { heardRuns } from "./support/heard-runs.js";
import { memoryStore } from "./support/memory-store.js";
import { runCopiedTests } from "./support/run-copied-tests.js";
import { studios } from "./support/studios.js";
import { traceEvent } from "./support/trace-events.js";

const start = studios();
const folder = mkdtempSync(join(tmpdir(), "earshot-as-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a run as a test", () => {
  it("passes as it is, if it is a model's; says what to put in, if it is another, and passes when that is done", async () => {
    const store = await heardRuns();
    const { port } = await start({ store });
    const files = new Map<string, string>();
    const add = async (runId: string, as = runId, filledIn?: string): Promise<string> => {
      const { text } = await ask(port, `GET /api/traces/${runId}/test`);
      const recording = await ask(port, `GET /api/traces/${runId}/recording`);
      const named = /new URL\("\.\/(.+?)"/.exec(text)?.[1];
      const place = /throw new Error\("Put in .*"\);/;
      const source = filledIn === undefined ? text : text.replace(place, filledIn);
      files.set(`${as}.test.ts`, source.replace(`"./${named}"`, `"./${as}.jsonl"`));
      if (named !== undefined) files.set(`${as}.jsonl`, recording.text);
      return text;
    };
    const calls = ["streamed", "bound", "plain", "failed", "aborted", "text"];
    for (const runId of calls) expect(await add(runId)).not.toContain("TO FILL IN");
    const programs = ["agent", "two", "alone", "closed", "tool"];
    for (const runId of programs) expect((await add(runId)).match(/TO FILL IN/g)).toHaveLength(1);
    const agent = `const { createAgent } = await import("@earshot/core/agents");
      const { tool } = await import("@earshot/core/tools");
      const schema = { type: "object", properties: { at: { type: "number" } } };
      const look = tool(({ at }) => "red at " + at, { name: "look", description: "Looks.", schema });
      return createAgent({ model, tools: [look], systemPrompt: "Look." }).invoke(input);`;
    await add("agent", "agent-filled", agent);
    await add("two", "two-filled", "return { both: [await model1.invoke(input), (await model2.invoke(input)).text] };");
    await add("alone", "alone-filled", "return { doubled: input * 2 };");
    await add("alone", "alone-wrong", "return { doubled: input };");
    await add("closed", "closed-filled", 'throw new RangeError("The library is closed.");');
    await add("tool", "tool-filled", 'return (await model.invoke("?")).text + (input.at === 7 ? "" : "!");');

    const ended = await runCopiedTests(files);
    const outcomes = Object.fromEntries(
      [...ended].map(([name, said]) => [name.replace(".test.ts", ""), said.split("\n")[0]]),
    );
    expect(outcomes).toEqual({
      ...Object.fromEntries(
        [...calls, ...["agent", "two", "alone", "closed", "tool"].map((each) => `${each}-filled`)].map((each) => [
          each,
          "passed",
        ]),
      ),
      agent: "Error: Put in how your program is run with this model.",
      two: "Error: Put in how your program is run with these models.",
      alone: "Error: Put in how your program is run.",
      closed: expect.stringContaining("Put in how your program is run."),
      tool: "Error: Put in how your tool is called with this model.",
      "alone-wrong": expect.stringContaining("AssertionError"),
    });
    for (const runId of ["alone", "closed"]) expect(files.get(`${runId}.test.ts`)).not.toMatch(/replay|recording/);
  });

  it("comes with a recording that a model replays", async () => {
    const { port } = await start();
    const source = await ask(port, "GET /api/traces/root/test");
    expect(source.headers["content-disposition"]).toBe('attachment; filename="ask.test.ts"');
    expect(source.text).toContain('new URL("./ask.jsonl", import.meta.url)');
    const recording = await ask(port, "GET /api/traces/root/recording");
    expect(recording.headers["content-disposition"]).toBe('attachment; filename="ask.jsonl"');
    const file = join(folder, "ask.jsonl");
    writeFileSync(file, recording.text);
    expect((await replayModel(file).invoke("Red?")).text).toBe("Yes.");
    await expect(replayModel(file).invoke("Blue?")).rejects.toMatchObject({ code: "UNRECORDED_REQUEST" });
    expect(recording.text).not.toContain("root-model");
  });

  it("replays what a program did that was heard", async () => {
    const store = memoryStore();
    const events: TraceEvent[] = [];
    const handler = defineHandler({ onEvent: (event) => void events.push(toTraceEvent(event)) });
    const answers = scriptedChatModel([
      { text: ["Let ", "me see"], toolCalls: [{ name: "look", args: { at: 1 } }] },
      "Red.",
    ]);
    const program = async (model: BaseChatModel, callbacks: Handler[]): Promise<string[]> => {
      const chain = RunnableLambda.from(async (text: string, config) => {
        const first = await model.invoke(text, config);
        return model.invoke(
          [new HumanMessage(text), first, new ToolMessage({ content: "red", tool_call_id: "1" })],
          config,
        );
      }).withConfig({ runName: "Look & see" });
      return [(await chain.invoke("What colour?", { callbacks, runId: "heard" })).text];
    };
    const said = await program(answers, [handler]);
    await store.append(events);
    const { port } = await start({ store });
    const file = join(folder, "heard.jsonl");
    writeFileSync(file, (await ask(port, "GET /api/traces/heard/recording")).text);
    expect(await program(replayModel(file, { strict: true }), [])).toEqual(said);
    const source = await ask(port, "GET /api/traces/heard/test");
    expect(source.headers["content-disposition"]).toBe('attachment; filename="look-see.test.ts"');
    expect(source.text).toContain('it("Look & see does as it did in the trace"');
  });

  it("leaves out calls that have not ended, and keeps those that failed", async () => {
    const facts = { rootRunId: "root", kind: "chat_model", name: "ChatModel" } as const;
    const messages = (content: string) => JSON.stringify({ messages: [{ $: "HumanMessage", content }], options: {} });
    const error = { $: "error", name: "TypeError", message: "no" };
    const store = memoryStore([
      traceEvent({ ...facts, runId: "open", type: "chat_model.start", seq: 1, payload: messages("open") }),
      traceEvent({ ...facts, runId: "failed", type: "chat_model.start", seq: 2, payload: messages("failed") }),
      traceEvent({
        ...facts,
        runId: "failed",
        type: "chat_model.end",
        seq: 3,
        status: "error",
        payload: JSON.stringify({ error }),
      }),
    ]);
    const { port } = await start({ store });
    const file = join(folder, "failed.jsonl");
    writeFileSync(file, (await ask(port, "GET /api/traces/failed/recording")).text);
    await expect(replayModel(file).invoke("failed")).rejects.toThrow(TypeError);
    await expect(replayModel(file).invoke("open")).rejects.toMatchObject({ code: "UNRECORDED_REQUEST" });
  });
});
