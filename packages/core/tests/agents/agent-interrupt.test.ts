import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AgentDecision, type AgentInterrupt, AgentResumeError, createAgent } from "../../src/exports/agents.js";
import { Interrupt } from "../../src/exports/errors.js";
import { AIMessage, type BaseMessage } from "../../src/exports/messages.js";
import { tool } from "../../src/exports/tools.js";
import { type Reply, ReplyingChatModel } from "../support/replying-chat-model.js";

const call = (name: string, args: object, id = name) => ({ name, args: args as Record<string, unknown>, id });
const textsOf = (messages: readonly BaseMessage[]) => messages.map(({ text }) => text);

/** An agent that may look, and must ask before it removes. */
function build(...replies: Reply[]) {
  const done: string[] = [];
  const schema = z.object({ path: z.string() });
  const look = tool(({ path }) => (done.push(`look ${path}`), `seen ${path}`), {
    name: "look",
    description: "Looks.",
    schema,
  });
  const remove = tool(({ path }) => (done.push(`remove ${path}`), `removed ${path}`), {
    name: "remove",
    description: "Removes.",
    schema,
  });
  const model = new ReplyingChatModel(...replies);
  const agent = createAgent({ model, tools: [look, remove], interruptOn: { remove: true } });
  return { agent, model, done };
}

const both = [call("look", { path: "a" }), call("remove", { path: "b" }), call("look", { path: "c" }, "look2")];

/** What a run was interrupted with, after a night in a database. */
async function interruptOf(work: Promise<unknown>): Promise<AgentInterrupt> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Interrupt);
  return JSON.parse(JSON.stringify((error as Interrupt).value)) as AgentInterrupt;
}

describe("a call that has to be approved", () => {
  it("ends the run interrupted, once the other calls are answered", async () => {
    const { agent, done } = build(both);
    const recording = recordingHandler();
    const interrupt = await interruptOf(agent.invoke("tidy up", { callbacks: [recording] }));
    expect(interrupt.actionRequests).toEqual([
      { id: "remove", name: "remove", args: { path: "b" }, description: "Removes." },
    ]);
    expect(done).toEqual(["look a", "look c"]);
    assertWellFormed(recording.events);
    expect(recording.ofType("agent.action").map(({ action }) => action.tool)).toEqual(["look", "look"]);
    const end = recording.ofType("chain.end").at(-1);
    expect(end?.status).toBe("interrupted");
    expect(end?.outputs).toMatchObject({ messages: { length: 4 } });
  });

  it.each<[AgentDecision, string, string[]]>([
    [{ type: "approve" }, "removed b", ["remove b"]],
    [{ type: "edit", editedAction: { name: "remove", args: { path: "z" } } }, "removed z", ["remove z"]],
    [{ type: "edit", editedAction: { name: "look", args: { path: "b" } } }, "seen b", ["look b"]],
    [{ type: "reject", message: "Not b." }, "Not b.", []],
    [{ type: "reject" }, "The call of remove was rejected. Don't try it again.", []],
  ])("goes on after %j, without doing anything twice", async (decision, answer, done) => {
    const first = build(both);
    const interrupt = await interruptOf(first.agent.invoke("tidy up"));
    const later = build("All tidy.");
    const recording = recordingHandler();
    const { messages } = await later.agent.invoke({ interrupt, decisions: [decision] }, { callbacks: [recording] });
    expect(textsOf(messages)).toEqual(["tidy up", "", "seen a", "seen c", answer, "All tidy."]);
    expect(later.done).toEqual(done);
    expect(later.model.questions).toHaveLength(1);
    assertWellFormed(recording.events);
    expect(messages[4]).toMatchObject({
      tool_call_id: "remove",
      status: decision.type === "reject" ? "error" : "success",
    });
    const { tool_calls = [] } = messages[1] as AIMessage;
    if (decision.type === "edit") expect(tool_calls[1]).toMatchObject(decision.editedAction);
    expect(tool_calls.map(({ id }) => id)).toEqual(["look", "remove", "look2"]);
  });

  it("can be interrupted again, and streamed", async () => {
    const first = build([call("remove", { path: "a" })]);
    const interrupt = await interruptOf(first.agent.invoke("tidy up"));
    const second = build([call("remove", { path: "b" }, "2")]);
    const again = await interruptOf(second.agent.invoke({ interrupt, decisions: [{ type: "approve" }] }));
    expect(again.steps).toBe(2);
    const third = build("done");
    const updates = [];
    const stream = await third.agent.stream(
      { interrupt: again, decisions: [{ type: "approve" }] },
      { streamMode: "updates" },
    );
    for await (const update of stream) updates.push(Object.keys(update)[0]);
    expect(updates).toEqual(["tools", "model"]);
    expect([...first.done, ...second.done, ...third.done]).toEqual(["remove a", "remove b"]);
  });

  it("may depend on its arguments", async () => {
    const model = new ReplyingChatModel([call("pay", { amount: 5 }), call("pay", { amount: 50 }, "2")]);
    const pay = tool(({ amount }) => `paid ${amount}`, {
      name: "pay",
      description: "Pays.",
      schema: z.object({ amount: z.number() }),
    });
    const rule = ({ args }: { args: Record<string, unknown> }) => (args.amount as number) > 10;
    const agent = createAgent({ model, tools: [pay], interruptOn: { pay: rule } });
    const interrupt = await interruptOf(agent.invoke("pay"));
    expect(interrupt.actionRequests.map(({ args }) => args)).toEqual([{ amount: 50 }]);
  });

  it("counts its steps over the interruption", async () => {
    const interrupt = await interruptOf(build([call("remove", { path: "a" })]).agent.invoke("go"));
    const later = build([call("look", { path: "a" })]);
    const resumed = later.agent.invoke({ interrupt, decisions: [{ type: "approve" }] }, { recursionLimit: 2 });
    await expect(resumed).rejects.toMatchObject({ code: "AGENT_STEP_LIMIT" });
    expect(later.model.questions).toHaveLength(1);
  });

  it("keeps what providers need of the model's words, and says in them what was done", async () => {
    const content = [
      { type: "thinking", thinking: "Hm.", signature: "s1" },
      { type: "tool_use", id: "remove", name: "remove", input: { path: "b" } },
    ];
    const tool_calls = [{ ...call("remove", { path: "b" }), type: "tool_call" as const }];
    const interrupt = await interruptOf(build(new AIMessage({ content, tool_calls })).agent.invoke("go"));
    const later = build("done");
    const decision: AgentDecision = { type: "edit", editedAction: { name: "remove", args: { path: "z" } } };
    await later.agent.invoke({ interrupt, decisions: [decision] });
    expect(later.model.questions[0]?.[1]?.content).toEqual([content[0], { ...content[1], input: { path: "z" } }]);
  });
});

describe("a tool that interrupts by itself", () => {
  it("waits as well, and says what for", async () => {
    let isOpen = false;
    const done: string[] = [];
    const door = tool(
      () => {
        if (!isOpen) throw new Interrupt("the door is shut", { door: 7 });
        return "through";
      },
      { name: "door", description: "", schema: z.object({}) },
    );
    const count = tool(() => done.push("counted"), { name: "count", description: "", schema: z.object({}) });
    const agent = createAgent({
      model: new ReplyingChatModel([call("door", {}), call("count", {})], "There."),
      tools: [door, count],
    });
    const interrupt = await interruptOf(agent.invoke("go"));
    expect(interrupt.actionRequests[0]).toMatchObject({ name: "door", value: { door: 7 } });
    isOpen = true;
    const { messages } = await agent.invoke({ interrupt, decisions: [{ type: "approve" }] });
    expect(textsOf(messages).slice(2)).toEqual(["1", "through", "There."]);
    expect(done).toEqual(["counted"]);
  });
});

describe("decisions that don't fit", () => {
  it.each<[string, unknown[], object]>([
    ["1 calls wait (remove), and 0 decisions were given", [], {}],
    ["is no decision", [{ type: "maybe" }], {}],
    ["version 2", [{ type: "approve" }], { version: 2 }],
    ["no open call of remove", [{ type: "approve" }], { messages: [] }],
    [
      "no open call of other",
      [{ type: "approve" }],
      { actionRequests: [{ id: "remove", name: "other", args: {}, description: "" }] },
    ],
  ])("are refused before anything runs: %s", async (message, decisions, change) => {
    const interrupt = await interruptOf(build(both).agent.invoke("tidy up"));
    const later = build("done");
    const resumed = later.agent.invoke({
      interrupt: { ...interrupt, ...change },
      decisions: decisions as AgentDecision[],
    });
    await expect(resumed).rejects.toThrow(AgentResumeError);
    await expect(resumed).rejects.toThrow(message);
    expect(later.done).toEqual([]);
  });

  it("are refused, too, for calls that were answered meanwhile", async () => {
    const interrupt = await interruptOf(build(both).agent.invoke("tidy up"));
    const answer = { type: "tool", data: { content: "removed", tool_call_id: "remove" } };
    const answered = { ...interrupt, messages: [...interrupt.messages, answer] };
    const resumed = build("done").agent.invoke({ interrupt: answered, decisions: [{ type: "approve" }] });
    await expect(resumed).rejects.toThrow("no open call");
  });
});
