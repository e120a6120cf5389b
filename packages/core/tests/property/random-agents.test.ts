import { assertWellFormed, countedSignal, recordingHandler, type RecordingHandler } from "@earshot/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type Agent,
  type AgentDecision,
  AgentInterrupt,
  type AgentInput,
  type AgentState,
  createAgent,
} from "../../src/exports/agents.js";
import { configure, flush } from "../../src/exports/events.js";
import {
  type AIMessage,
  type BaseMessage,
  mapStoredMessagesToChatMessages,
  type ToolMessage,
} from "../../src/exports/messages.js";
import { tool } from "../../src/exports/tools.js";

import { outcomeOf } from "../support/outcome-of.js";
import { plannedHandler } from "../support/planned-handler.js";
import { propertyParameters } from "../../../../tests/support/property-parameters.js";
import { ReplyingModel } from "../support/replying-model.js";
import { type HandlerPlan, handlerPlans } from "../support/run-plan.js";

const toolExits = [
  "at once",
  "later",
  "fails",
  "rejects",
  "refuses its input",
  "there is none",
  "gated",
  "gated",
  "hangs",
  "says first",
] as const;
type ToolExit = (typeof toolExits)[number];

/** One conversation: what the model says and how the tools it calls go, who listens, and how it is called and left. */
interface Scene {
  readonly replies: readonly (readonly ToolExit[] | "fails" | "hangs")[];
  readonly handlers: readonly HandlerPlan[];
  readonly objectsAt: number;
  readonly call: "invoke" | "updates" | "values" | "messages";
  /** After how many chunks the consumer leaves. */
  readonly leavesAfter: number | undefined;
  /** Milliseconds; -1 is before the start. */
  readonly abortAfter: number | undefined;
  readonly onToolError: "feed-back" | "raise";
  readonly maxConcurrency: number | undefined;
  readonly recursionLimit: number;
  readonly decisions: readonly AgentDecision["type"][];
}

const calls = fc.array(fc.constantFrom(...toolExits), { minLength: 1, maxLength: 4 });
const scenes: fc.Arbitrary<Scene> = fc.record({
  replies: fc.array(
    fc.oneof(
      { weight: 8, arbitrary: calls },
      { weight: 1, arbitrary: fc.constantFrom("fails" as const, "hangs" as const) },
    ),
    { maxLength: 4 },
  ),
  handlers: fc.array(handlerPlans, { maxLength: 2 }),
  objectsAt: fc.nat({ max: 25 }),
  call: fc.constantFrom("invoke" as const, "updates" as const, "values" as const, "messages" as const),
  leavesAfter: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 3 }),
  abortAfter: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined, freq: 3 }),
  onToolError: fc.constantFrom("feed-back" as const, "feed-back" as const, "raise" as const),
  maxConcurrency: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  recursionLimit: fc.integer({ min: 1, max: 6 }),
  decisions: fc.array(fc.constantFrom("approve" as const, "edit" as const, "reject" as const), {
    minLength: 4,
    maxLength: 4,
  }),
});

let restore = (): void => undefined;
beforeAll(() => {
  restore = configure({ deliveryTimeoutMs: 15 });
});
afterAll(() => restore());

/** What became of the agent, and how often each call was worked on. */
function build({ replies, onToolError }: Scene): { agent: Agent; worked: Map<string, number> } {
  const worked = new Map<string, number>();
  const count = (id: string): void => void worked.set(id, (worked.get(id) ?? 0) + 1);
  const schema = z.object({ exit: z.string().refine((exit) => exit !== "refuses its input"), id: z.string() });
  const act = tool(
    ({ exit, id }: { exit: string; id: string }, { signal }) => {
      count(id);
      if (exit === "fails") throw new Error("the tool fails");
      if (exit === "rejects") return Promise.reject(new Error("the tool rejects"));
      if (exit === "later") return new Promise((resolve) => setTimeout(resolve, 1, id));
      if (exit !== "hangs") return id;
      return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
    },
    { name: "act", schema },
  );
  const says = tool(
    async function* ({ id }) {
      count(id);
      yield "on its way";
      return id;
    },
    { name: "says", schema },
  );
  const nameOf = (exit: ToolExit) => (exit === "there is none" ? "nothing" : exit === "says first" ? "says" : "act");
  const model = new ReplyingModel(
    replies.map((reply, step) => {
      if (reply === "fails") return { error: new Error("the model fails") };
      if (reply === "hangs") return { hangs: true };
      return {
        calls: reply.map((exit, place) => ({
          type: "tool_call",
          id: `${step}.${place}`,
          name: nameOf(exit),
          args: { exit, id: `${step}.${place}` },
        })),
      };
    }),
  );
  const interruptOn = { act: ({ args }: { args: Record<string, unknown> }) => args["exit"] === "gated" };
  return { agent: createAgent({ model, tools: [act, says], onToolError, interruptOn }), worked };
}

async function read(
  agent: Agent,
  input: AgentInput,
  { call, leavesAfter }: Scene,
  config: object,
): Promise<BaseMessage[]> {
  if (call === "invoke") return (await agent.invoke(input, config)).messages;
  let chunks = 0;
  let last: unknown;
  for await (const chunk of await agent.stream(input, { ...config, streamMode: call } as never)) {
    last = chunk;
    if (++chunks === leavesAfter) break;
  }
  return call === "values" ? (last as { messages: BaseMessage[] }).messages : [];
}

/** Every call of a reply that others follow is answered, once and in order. */
function expectAnswered(messages: readonly BaseMessage[]): void {
  for (const [place, message] of messages.entries()) {
    const ids = message.type === "ai" ? (message as AIMessage).tool_calls.map(({ id }) => id) : [];
    if (ids.length === 0 || place === messages.length - 1) continue;
    const answers = messages
      .slice(place + 1, place + 1 + ids.length)
      .map((answer) => (answer as ToolMessage).tool_call_id);
    expect(answers, "the answers to a reply").toEqual(ids);
  }
}

async function expectSettled(recording: RecordingHandler): Promise<void> {
  const count = (moment: string): number => recording.events.filter(({ type }) => type.endsWith(moment)).length;
  await expect.poll(() => count(".start") - count(".end"), { timeout: 1500, interval: 2 }).toBe(0);
  expect((await flush({ timeoutMs: 2000 })).pending, "everything is handled").toBe(0);
  assertWellFormed(recording.events);
}

const decisionOf = (type: AgentDecision["type"], id: string): AgentDecision =>
  type === "edit" ? { type, editedAction: { args: { exit: "later", id } } } : { type };

async function playScene(scene: Scene): Promise<void> {
  const recording = recordingHandler();
  const { controller, signal, listeners } = countedSignal();
  const cancel = (): void => controller.abort();
  if (scene.abortAfter === -1) cancel();
  const callbacks = [...scene.handlers.map((plan) => plannedHandler(plan, scene.objectsAt, cancel)), recording];
  // A guard may hang as long as its run.
  const hangs =
    scene.handlers.includes("guards and hangs") ||
    scene.replies.some((reply) => reply === "hangs" || reply.includes("hangs"));
  const { maxConcurrency, recursionLimit } = scene;
  const config = {
    callbacks,
    signal,
    recursionLimit,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(hangs && { timeout: 25 }),
  };
  const abort = scene.abortAfter === undefined ? undefined : setTimeout(cancel, Math.max(0, scene.abortAfter));
  const { agent, worked } = build(scene);
  let input: AgentInput = "go";
  for (let turn = 0; turn < 6; turn++) {
    const outcome = await outcomeOf(read(agent, input, scene, config), 2000);
    expect(outcome, "the call settles").not.toBe("pending");
    await expectSettled(recording);
    if (outcome === "pending" || "value" in outcome) {
      if (outcome !== "pending") expectAnswered(outcome.value as BaseMessage[]);
      break;
    }
    const { error } = outcome;
    if (typeof error === "object" && error !== null && "messages" in error)
      expectAnswered(error.messages as BaseMessage[]);
    if (!AgentInterrupt.isInstance(error)) break;
    const state = JSON.parse(JSON.stringify(error.state)) as AgentState;
    expect(state).toEqual(error.state);
    expectAnswered(mapStoredMessagesToChatMessages(state.messages));
    for (const { id } of state.actionRequests) expect(worked.has(id), "a call that waits is not worked on").toBe(false);
    input = {
      resume: state,
      decisions: state.actionRequests.map(({ id }, place) => decisionOf(scene.decisions[place % 4] ?? "reject", id)),
    };
  }
  clearTimeout(abort);
  expect(listeners(), "listeners on the signal").toBe(0);
  for (const [id, times] of worked) expect(times, `how often call ${id} was worked on`).toBe(1);
}

describe("an agent whose model and tools go any way, called, left, aborted, interrupted and resumed in any way", () => {
  it("ends each run once, answers each call once, and loses nothing", { timeout: 240_000 }, async () => {
    await fc.assert(fc.asyncProperty(scenes, playScene), { ...propertyParameters, endOnFailure: true });
  });
});
