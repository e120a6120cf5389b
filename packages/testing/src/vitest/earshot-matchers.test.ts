import { run, type EarshotEvent } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import { describe, expect, it } from "vitest";
import { recordingHandler } from "../recording-handler.js";
import { scriptedChatModel } from "../scripted-model/scripted-chat-model.js";
import "./index.js";

const search = tool(({ query }: { query: string }) => `about ${query}`, {
  name: "search",
  description: "Searches.",
  schema: { type: "object", properties: { query: { type: "string" } } },
});

/** A chain that asks a model, runs a tool, fails at another. */
async function heard() {
  const recording = recordingHandler();
  const model = scriptedChatModel({
    text: "Let me see",
    usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
  });
  const work = RunnableLambda.from(async (topic: string, config) => {
    const { text } = await model.invoke(topic, config);
    await search.invoke({ query: topic }, config);
    await run(
      { kind: "tool", name: "book", start: { args: {}, input: "", toolCallId: undefined } },
      () => {
        throw Object.assign(new RangeError("closed"), { code: "E_CLOSED" });
      },
      config,
    ).catch(() => undefined);
    return text;
  }).withConfig({ runName: "work", tags: ["mine"] });
  await work.invoke("cats", { callbacks: [recording] });
  return recording;
}

/** What a failing expectation says. */
function failure(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it did not fail");
}

const tree = [
  "Heard was",
  'chain work: "cats" → "Let me see"',
  '├ chat_model ScriptedChatModel: human: "cats" → "Let me see" [3 → 4 tokens]',
  '├ tool search: {"query":"cats"} → "about cats"',
  "└ tool book: {} → error RangeError: closed",
].join("\n");

describe("toHaveHeard", () => {
  it("finds events by what matters of them", async () => {
    const recording = await heard();
    expect(recording).toHaveHeard({ type: "tool.start", name: "search", args: { query: /^cat/ } });
    expect(recording.events).toHaveHeard({ type: "chat_model.start", messages: ["cats"] }, { times: 1 });
    expect(recording).toHaveHeard({ type: "tool.end", status: "error", error: { code: "E_CLOSED" } });
    expect(recording).toHaveHeard({ type: "tool.end", error: new RangeError("closed") });
    expect(recording).toHaveHeard({
      type: "chat_model.end",
      usage: { source: "provider", output_tokens: (n: number) => n > 3 },
    });
    expect(recording).toHaveHeard({ name: "work", tags: ["mine"], time: expect.any(Number) as number });
    expect(recording).toHaveHeard((event) => event.type === "chain.end" && event.outputs === "Let me see");
    expect(recording).toHaveHeard({ kind: "tool" }, { times: 4 });
    expect(recording).not.toHaveHeard({ type: "run.retry" });
    expect(recording).not.toHaveHeard({ type: "chain.start", inputs: "dogs" });
  });

  it("shows the nearest event, and what was heard instead", async () => {
    const recording = await heard();
    const message = failure(() =>
      expect(recording).toHaveHeard({ type: "tool.start", name: "search", args: { query: "dogs" } }),
    );
    expect(message).toBe(
      [
        'Expected to hear tool.start { name: "search", args: {"query":"dogs"} }; heard: never.',
        'The nearest, tool.start of "search", differs in',
        "  args.query",
        '    - expected: "dogs"',
        '    + heard:    "cats"',
        tree,
      ].join("\n"),
    );
    const patterned = { query: /^d/, limit: expect.any(Number) as unknown, of: [(n: number) => n > 1] };
    expect(failure(() => expect(recording).toHaveHeard({ type: "tool.start", args: patterned }))).toMatch(
      /^Expected to hear tool\.start \{ args: \{"query":\/\^d\/,"limit":Any<Number>,"of":\[\(n\) ?=> n > 1\]\} \}/,
    );
    expect(failure(() => expect(recording).toHaveHeard({ type: "run.retry" }))).toContain(`heard: never.\n${tree}`);
    expect(failure(() => expect(recording).toHaveHeard({ kind: "tool" }, { times: 1 }))).toMatch(
      /, once; heard: 4 times\./,
    );
    expect(failure(() => expect(recording).not.toHaveHeard({ name: "search" }))).toMatch(
      /^Expected not to hear .* heard: 2 times/,
    );
    expect(failure(() => expect([]).toHaveHeard({ name: "x" }))).toContain("Nothing was heard.");
  });
});

describe("toHaveHeardInOrder", () => {
  it("allows others in between", async () => {
    const recording = await heard();
    expect(recording).toHaveHeardInOrder([
      { type: "chain.start" },
      { type: "tool.start", name: "search" },
      { type: "tool.end", name: "book" },
    ]);
    expect(recording).toHaveHeardInOrder([]);
    expect(recording).not.toHaveHeardInOrder([{ name: "book" }, { name: "search" }]);
  });

  it("says how far it got", async () => {
    const recording = await heard();
    const earlier = failure(() => expect(recording).toHaveHeardInOrder([{ name: "book" }, { name: "search" }]));
    expect(earlier).toContain('  ✓ { name: "book" }\n  ✗ { name: "search" }\n');
    expect(earlier).toContain('Number 2, { name: "search" }, was heard before, and not after { name: "book" }.');
    const never = failure(() => expect(recording).toHaveHeardInOrder([{ type: "tool.start", name: "find" }]));
    expect(never).toContain('was not heard.\nThe nearest, tool.start of "search", differs in');
    expect(never).toContain(tree);
  });
});

describe("toHaveEndedOnce", () => {
  it("holds for every run, or those that are meant", async () => {
    const recording = await heard();
    expect(recording).toHaveEndedOnce();
    expect(recording).toHaveEndedOnce({ kind: "tool", name: /^s/, status: "ok" });
    expect(recording).toHaveEndedOnce({ kind: "chain", tags: ["mine"], status: "ok" });
    expect(recording).not.toHaveEndedOnce({ kind: "tool", status: "ok" });
    expect(recording).not.toHaveEndedOnce({ name: "nobody" });
  });

  it("says which did not, and how they ended", async () => {
    const { events } = await heard();
    const end = events.find(({ type, name }) => type === "tool.end" && name === "search") as EarshotEvent;
    const without = events.filter((event) => event !== end);
    expect(failure(() => expect(without).toHaveEndedOnce())).toContain('  tool "search": it has not ended\nHeard was');
    expect(failure(() => expect([...events, end]).toHaveEndedOnce())).toContain(
      'tool "search": it ended 2 times: ok, ok',
    );
    expect(failure(() => expect(events).toHaveEndedOnce({ name: "book", status: "ok" }))).toContain(
      "it ended as error",
    );
    expect(failure(() => expect(events).toHaveEndedOnce({ name: "nobody" }))).toContain("there was none");
  });
});

describe("toBeWellFormed", () => {
  it("holds what holds for any run", async () => {
    const { events } = await heard();
    expect(events).toBeWellFormed();
    expect(events.slice(0, 3)).toBeWellFormed({ isPartial: true });
    expect(failure(() => expect(events.slice(1)).toBeWellFormed())).toContain("violation(s) of the event contract");
  });
});
