import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type AgentDecisions,
  AgentInterrupt,
  type AgentState,
  createAgent,
  type InterruptOn,
} from "../exports/agents.js";
import { Interrupt } from "../exports/errors.js";
import type { AIMessage, BaseMessage } from "../exports/messages.js";
import { tool } from "../exports/tools.js";
import { FakeToolCallingModel } from "../exports/utils/testing.js";

/** An agent that looks something up and sends two mails, which have to be approved, and a record of what its tools did. */
function mailer(interruptOn: InterruptOn = { send: true }) {
  const done: string[] = [];
  const look = tool(({ what }) => (done.push(`look ${what}`), `${what}!`), {
    name: "look",
    schema: z.object({ what: z.string() }),
  });
  const send = tool(({ to }) => (done.push(`send ${to}`), "sent"), {
    name: "send",
    description: "Sends a mail.",
    schema: z.object({ to: z.string() }),
    responseFormat: "content",
  });
  const model = new FakeToolCallingModel({
    toolCalls: [
      [
        { name: "send", args: { to: "ada" }, id: "1" },
        { name: "look", args: { what: "up" }, id: "2" },
        { name: "send", args: { to: "bob" }, id: "3" },
      ],
    ],
  });
  const recording = recordingHandler();
  const agent = createAgent({ model, tools: [look, send], interruptOn });
  const callbacks = [recording];
  const interrupt = async (): Promise<AgentState> => {
    const error: unknown = await agent.invoke("go", { callbacks }).catch((thrown: unknown) => thrown);
    expect(AgentInterrupt.isInstance(error)).toBe(true);
    return JSON.parse(JSON.stringify((error as AgentInterrupt).state)) as AgentState;
  };
  return { agent, model, done, recording, callbacks, interrupt };
}

const told = (messages: readonly BaseMessage[]) => messages.map(({ type, text }) => `${type}: ${text}`);
const approve = { type: "approve" } as const;

describe("a run that waits for approval", () => {
  it("ends interrupted, with what needs no approval done", async () => {
    const { done, recording, interrupt } = mailer();
    const state = await interrupt();
    expect(done).toEqual(["look up"]);
    expect(state.actionRequests).toEqual([
      { id: "1", name: "send", args: { to: "ada" }, description: "Sends a mail." },
      { id: "3", name: "send", args: { to: "bob" }, description: "Sends a mail." },
    ]);
    assertWellFormed(recording.events);
    const [end] = recording.ofType("chain.end");
    expect(end?.status).toBe("interrupted");
    expect(end?.error).toBeInstanceOf(Interrupt);
    expect(recording.ofType("agent.action").map(({ action }) => action.tool)).toEqual(["look"]);
    expect(recording.ofType("agent.finish")).toEqual([]);
  });

  it("goes on with decisions: the model isn't asked again, what ran isn't run again, answers are in the calls' order", async () => {
    const { agent, model, done, recording, callbacks, interrupt } = mailer();
    const state = await interrupt();
    const decisions: AgentDecisions = { 3: { type: "reject", message: "not bob" }, 1: approve };
    const { messages } = await agent.resume(state, decisions, { callbacks });
    expect(told(messages)).toEqual(["human: go", "ai: ", "tool: sent", "tool: up!", "tool: not bob", "ai: done"]);
    expect(messages[4]).toMatchObject({ status: "error", tool_call_id: "3", name: "send" });
    expect(done).toEqual(["look up", "send ada"]);
    expect(model.callCount).toBe(2);
    assertWellFormed(recording.events);
    expect(recording.ofType("agent.action").map(({ action }) => action.toolInput)).toEqual([
      { what: "up" },
      { to: "ada" },
    ]);
    expect(recording.ofType("agent.finish")).toHaveLength(1);
  });

  it("runs an edited call, and shows the model what was run", async () => {
    const { agent, done, interrupt } = mailer();
    const state = await interrupt();
    const edits: AgentDecisions = [
      { type: "edit", editedAction: { args: { to: "eve" } } },
      { type: "edit", editedAction: { name: "look", args: { what: "around" } } },
    ];
    const { messages } = await agent.resume(state, edits);
    expect(done.slice(1)).toEqual(["send eve", "look around"]);
    expect((messages[1] as AIMessage).tool_calls.map(({ id, name, args }) => [id, name, args])).toEqual([
      ["1", "send", { to: "eve" }],
      ["2", "look", { what: "up" }],
      ["3", "look", { what: "around" }],
    ]);
  });

  it("can be resumed as an input, streamed and in another process's agent", async () => {
    const resume = await mailer().interrupt();
    const { agent, done, model, callbacks, recording } = mailer();
    const updates: unknown[] = [];
    const decisions = [approve, { type: "reject" } as const];
    model.callCount = 1; // as if it had said what it said
    for await (const update of await agent.stream({ resume, decisions }, { callbacks }))
      updates.push(Object.keys(update));
    expect(updates).toEqual([["tools"], ["model_request"]]);
    expect(done).toEqual(["send ada"]);
    assertWellFormed(recording.events);
  });

  it("counts its steps on", async () => {
    const { agent, interrupt } = mailer();
    await expect(agent.resume(await interrupt(), [approve, approve], { recursionLimit: 1 })).rejects.toMatchObject({
      limit: 1,
    });
  });

  it("asks a predicate which calls wait", async () => {
    const { agent, done } = mailer({ send: async ({ args }) => args["to"] === "bob", look: false });
    const error = await agent.invoke("go").catch((thrown: unknown) => thrown);
    expect((error as AgentInterrupt).actionRequests.map(({ id }) => id)).toEqual(["3"]);
    expect([...done].sort()).toEqual(["look up", "send ada"]);
  });

  it("leaves out of its state what JSON can't hold", async () => {
    const odd = tool(() => ["seen", { big: 1n }], {
      name: "odd",
      schema: z.object({}),
      responseFormat: "content_and_artifact",
    });
    const gated = tool(() => "", { name: "gated", schema: z.object({}) });
    const model = new FakeToolCallingModel({
      toolCalls: [
        [
          { name: "odd", args: {} },
          { name: "gated", args: {} },
        ],
      ],
    });
    const agent = createAgent({ model, tools: [odd, gated], interruptOn: { gated: true } });
    const { state } = (await agent.invoke("?").catch((thrown: unknown) => thrown)) as AgentInterrupt;
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(told((await agent.resume(state, [approve])).messages)).toContain("tool: seen");
  });

  it.each<[string, AgentDecisions, RegExp]>([
    ["too few decisions", [approve], /missing for "3" \(send\)/],
    ["too many", [approve, approve, approve], /3 decisions were given for 2 calls/],
    ["one for a call that doesn't wait", { 2: approve }, /no call "2" waits.*"1" \(send\), "3" \(send\)/],
    ["none for one", { 1: approve }, /missing for "3"/],
    ["a word for a decision", ["yes" as never, approve], /the decision on "1" is "yes"/],
    ["an edit to nothing", [{ type: "edit" } as never, approve], /no `editedAction.args`/],
    [
      "an edit to a tool that there isn't",
      [{ type: "edit", editedAction: { name: "rm", args: {} } }, approve],
      /no tool "rm"/,
    ],
    ["no decisions at all", undefined as never, /missing for "1" \(send\), "3" \(send\)/],
  ])("does nothing for %s", async (_, decisions, message) => {
    const { agent, done, model, callbacks, recording, interrupt } = mailer();
    const error = await agent.resume(await interrupt(), decisions, { callbacks }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "AGENT_RESUME", message: expect.stringMatching(message) as string });
    expect(done).toEqual(["look up"]);
    expect(model.callCount).toBe(1);
    assertWellFormed(recording.events);
  });

  it("does nothing for a state that is none", async () => {
    const { agent } = mailer();
    await expect(agent.resume({ messages: [] } as never, [])).rejects.toMatchObject({ code: "AGENT_RESUME" });
  });
});

it("waits for a tool that interrupts by itself, and says what for", async () => {
  let isOpen = false;
  const done: string[] = [];
  const door = tool(
    () => {
      if (!isOpen) throw new Interrupt("the door is shut", { door: 7n });
      return "through";
    },
    { name: "door", schema: z.object({}) },
  );
  const count = tool(() => `${done.push("counted")}`, { name: "count", schema: z.object({}) });
  const toolCalls = [
    [
      { name: "door", args: {}, id: "1" },
      { name: "count", args: {}, id: "2" },
    ],
  ];
  const agent = createAgent({ model: new FakeToolCallingModel({ toolCalls }), tools: [door, count] });
  const error: unknown = await agent.invoke("go").catch((thrown: unknown) => thrown);
  const { state } = error as AgentInterrupt;
  expect(state.actionRequests).toEqual([expect.objectContaining({ name: "door", value: { door: "7n" } })]);
  isOpen = true;
  const { messages } = await agent.resume(state, [approve]);
  expect(told(messages).slice(2)).toEqual(["tool: through", "tool: 1", "ai: done"]);
  expect(done).toEqual(["counted"]);
});
