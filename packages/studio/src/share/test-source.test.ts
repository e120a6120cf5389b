import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replayModel } from "@earshot/testing";
import { recordOfDraft, reduceEvents, type TraceEvent } from "@earshot/trace";
import { parseAst } from "rolldown/parseAst";
import { describe, expect, it, onTestFinished } from "vitest";
import { hostileTexts, hostileTrace } from "../../tests/support/hostile-texts.js";
import { smallTrace, traceEvent } from "../../tests/support/trace-events.js";
import { recordingLines } from "./recording-lines.js";
import { runsBelow } from "./runs-below.js";
import { testSource } from "./test-source.js";
import { tracedRun } from "./traced-run.js";

/** The test of a run whose events these are, and its recording. */
async function copied(events: readonly TraceEvent[], runId: string): Promise<{ source: string; recording: string }> {
  const runs = [...reduceEvents(new Map(), events).values()].map(recordOfDraft);
  const run = runs.find((each) => each.runId === runId) ?? runs[0]!;
  const read = async function* () {
    yield* events;
  };
  const traced = await tracedRun(read(), { runs, run, runId });
  let recording = "";
  for await (const line of recordingLines(read(), runsBelow(runs, runId))) recording += line;
  return { source: testSource(traced, { fileName: `${runId}.jsonl` }), recording };
}

const asked = JSON.stringify({ messages: [{ $: "HumanMessage", content: "Red?" }], options: {} });
const said = JSON.stringify({
  result: { generations: [[{ text: "Yes.", message: { $: "AIMessage", content: "Yes." } }]] },
});

const chain = ({ inputs, outputs }: { readonly inputs: unknown; readonly outputs: unknown }): TraceEvent[] => [
  traceEvent({ type: "chain.start", payload: JSON.stringify({ inputs }) }),
  traceEvent({ type: "chain.end", seq: 99, status: "ok", payload: JSON.stringify({ outputs }) }),
];

const shapeOf = (text: string): string =>
  [...JSON.stringify(parseAst(text, { lang: "ts" })).matchAll(/"type":"(\w+)"/g)].map(([, type]) => type).join(" ");

const without = (event: TraceEvent, key: keyof TraceEvent): TraceEvent =>
  Object.fromEntries(Object.entries(event).filter(([name]) => name !== key)) as unknown as TraceEvent;

describe("the source of a test", () => {
  it.each(hostileTexts)("is the same program whatever texts there are: %j", async (hostile) => {
    const fill = (text: string) => [
      ...hostileTrace(text, "root"),
      traceEvent({ name: text, runId: "ok", rootRunId: "ok", type: "chain.start", seq: 9, payload: payload(text) }),
      traceEvent({
        name: text,
        runId: "ok",
        rootRunId: "ok",
        type: "chain.end",
        seq: 10,
        status: "ok",
        payload: payload(text),
      }),
    ];
    const payload = (text: string) =>
      JSON.stringify({ inputs: [text, { $: "HumanMessage", content: text }], outputs: { text } });
    for (const runId of ["root", "root/model", "ok"]) {
      const { source } = await copied(fill(hostile), runId);
      const { source: plain } = await copied(fill("a"), runId);
      expect(shapeOf(source)).toBe(shapeOf(plain));
      // Read in the order in which it is run.
      expect(source).not.toMatch(/\p{Bidi_Control}/u);
    }
  });

  it("writes what JSON has no word for, and names that mean something else in a program", async () => {
    const inputs = JSON.parse(
      '{ "__proto__": { "a b": 1 }, "at": { "$": "date", "value": "1970-01-01T00:00:00.000Z" } }',
    ) as unknown;
    const outputs = {
      at: { $: "date", value: null },
      found: [{ $: "Document", pageContent: "x", metadata: {} }],
      none: { $: "undefined" },
    };
    const { source } = await copied(chain({ inputs, outputs }), "root");
    expect(source).toContain(
      `const input = { ["__proto__"]: { "a b": 1 }, at: decodeValue({ $: "date", value: "1970-01-01T00:00:00.000Z" }) };`,
    );
    expect(source).toContain(`at: decodeValue({ $: "date", value: null }),
    found: [{ pageContent: "x", metadata: {} }],
    none: undefined,`);
  });

  it("tells models apart that are called the same", async () => {
    const call = (runId: string, facts: Partial<TraceEvent>) =>
      [
        traceEvent({ ...facts, runId, parentRunId: "root", type: "chat_model.start", name: "Chat", payload: asked }),
        traceEvent({
          ...facts,
          runId,
          parentRunId: "root",
          type: "chat_model.end",
          name: "Chat",
          status: "ok",
          payload: said,
        }),
      ] as const;
    const events = [
      ...chain({ inputs: "?", outputs: "!" }),
      ...call("a", { metadata: { ls_model_name: "small" } }),
      ...call("b", { metadata: { ls_model_name: "large", ls_provider: "x" } }),
      ...call("c", { metadata: { ls_model_name: "large", ls_provider: "y" } }),
    ];
    const { source, recording } = await copied(events, "root");
    expect(source).toContain('replayModel(recording, { model: "small" }); // Chat, small');
    expect(source).toContain('metadata["ls_provider"] === "y" && metadata["ls_model_name"] === "large"');
    const folder = mkdtempSync(join(tmpdir(), "earshot-as-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "models.jsonl");
    writeFileSync(file, recording);
    expect(() => replayModel(file)).toThrow("3 models");
    expect((await replayModel(file, { model: "small" }).invoke("Red?")).text).toBe("Yes.");
  });

  it.each([
    [{ source: "earshot" }, undefined],
    [
      { source: "earshot", metadata: { langgraph_node: "agent", langgraph_step: 1 } },
      "toLangChainMessage(await model.invoke(",
    ],
    [{ source: "earshot", metadata: { ls_integration: "langchain_chat_model" } }, "createReactAgent"],
    [{ source: "earshot", metadata: { versions: { "@langchain/core": "1.4.0" } } }, "can't be given it"],
    [{ source: "otlp:ai_sdk" }, "fromAISDK"],
    [{ source: "earshot", metadata: { ls_integration: "vercel-ai-sdk" } }, "fromAISDK"],
    [{ source: "otlp:gen_ai" }, "spans of OpenTelemetry"],
  ])("says how a replayed model goes with what was heard: %j", async (facts, note) => {
    const { source } = await copied(
      smallTrace().map((event) => ({ ...event, ...facts })),
      "root",
    );
    if (note === undefined) expect(source).not.toMatch(/LangChain|AI SDK|OpenTelemetry/);
    else expect(source).toContain(note);
  });

  it.each([
    ["has not ended", [smallTrace()[1]!]],
    [
      "does not say what the model was asked",
      smallTrace()
        .slice(1, 3)
        .map((event) => without(event, "payload")),
    ],
    ["does not say what the model answered", [smallTrace()[1]!, { ...smallTrace()[2]!, payload: "{" }]],
  ])("is to be written if the trace %s", async (why, events) => {
    const { source } = await copied(events, "root-model");
    expect(source).toContain(why);
    expect(source).toMatch(
      /^import \{ it \} from "vitest";[^]*it\.todo\("ChatModel does as it did in the trace"\);\n$/,
    );
  });

  it("says of a program that has not ended, or was aborted, that its outcome is not known", async () => {
    const [begun, ended] = chain({ inputs: "?", outputs: "!" });
    expect((await copied([begun!], "root")).source).toContain("It has not ended in the trace");
    const aborted = { ...ended!, status: "cancelled" } as const;
    expect((await copied([begun!, aborted], "root")).source).toContain("It was aborted in the trace");
    const silent = without(ended!, "payload");
    expect((await copied([begun!, silent], "root")).source).toContain("the trace does not say: what it is to be");
  });
});
