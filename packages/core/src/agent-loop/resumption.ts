import type { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { mapStoredMessagesToChatMessages } from "../messages/map-stored-messages.js";
import type { ToolMessage } from "../messages/tool-message.js";
import type { AgentDecision, AgentDecisions } from "./agent-decision.js";
import type { AgentParts } from "./agent-parts.js";
import { type AgentReply, type NamedCall, readReply, withCalls } from "./agent-reply.js";
import { AgentResumeError } from "./agent-resume-error.js";
import type { AgentState } from "./agent-state.js";
import { toErrorMessage } from "./tool-caller.js";

/** A reply whose calls were decided on. */
export interface Resumption {
  /** All messages, the reply the last. */
  readonly messages: BaseMessage[];
  readonly step: number;
  /** The reply, its calls as they were edited. */
  readonly reply: AgentReply;
  /** Its calls that need no work any more, by their ids: they were done before, or rejected now. */
  readonly answers: ReadonlyMap<string, ToolMessage>;
}

/** @throws AgentResumeError if that can't be gone on with */
export function readResumption(parts: AgentParts, state: AgentState, decisions: AgentDecisions): Resumption {
  const refuse = (problem: string): never => {
    throw new AgentResumeError(parts.name, problem);
  };
  if (!isState(state))
    return refuse("this is no state of an agent; pass `state` of its AgentInterrupt, or what JSON made of it.");
  const decided = byCall(state, decisions, refuse);
  const messages = mapStoredMessagesToChatMessages(state.messages);
  const said = messages.pop() as AIMessage;
  const answers = new Map<string, ToolMessage>();
  for (const [id, stored] of Object.entries(state.answers))
    answers.set(id, mapStoredMessagesToChatMessages([stored])[0] as ToolMessage);
  let isEdited = false;
  const calls = readReply(said).calls.map((call): NamedCall => {
    const decision = decided.get(call.id);
    if (decision?.type === "reject") answers.set(call.id, toErrorMessage(call, rejectionOf(call, decision.message)));
    if (decision?.type !== "edit") return call;
    isEdited = true;
    const { name = call.name, args } = decision.editedAction;
    if (!parts.tools.has(name)) refuse(`there is no tool "${name}" for the edited call "${call.id}".`);
    return { ...call, name, args: { ...args } };
  });
  const message = isEdited ? withCalls(said, calls) : said;
  return {
    messages: [...messages, message],
    step: state.step,
    reply: { message, calls, unreadable: new Map() },
    answers,
  };
}

const rejectionOf = ({ name }: NamedCall, message: string | undefined): string =>
  message ?? `The user did not allow this call of "${name}". Don't try it again unless they ask for it.`;

function isState(state: unknown): state is AgentState {
  const { version, messages, answers, actionRequests, step } = (state ?? {}) as Partial<AgentState>;
  const isObject = typeof answers === "object" && answers !== null;
  return (
    version === 1 && Array.isArray(messages) && isObject && Array.isArray(actionRequests) && typeof step === "number"
  );
}

type Refuse = (problem: string) => never;

/** The decisions by the calls' ids: one for each call that waits, and for no other. */
function byCall({ actionRequests }: AgentState, decisions: AgentDecisions, refuse: Refuse): Map<string, AgentDecision> {
  const given = Array.isArray(decisions)
    ? (decisions as readonly AgentDecision[]).map((decision, index) => [actionRequests[index]?.id, decision] as const)
    : Object.entries(decisions ?? {});
  const decided = new Map<string, AgentDecision>();
  const waiting = actionRequests.map(({ id, name }) => `"${id}" (${name})`).join(", ");
  for (const [id, decision] of given) {
    if (id === undefined)
      return refuse(`${given.length} decisions were given for ${actionRequests.length} calls that wait: ${waiting}.`);
    if (!actionRequests.some((request) => request.id === id))
      return refuse(`no call "${id}" waits for a decision; these do: ${waiting}.`);
    checkDecision(id, decision, refuse);
    decided.set(id, decision);
  }
  const missing = actionRequests.filter(({ id }) => !decided.has(id)).map(({ id, name }) => `"${id}" (${name})`);
  if (missing.length > 0) return refuse(`a decision is missing for ${missing.join(", ")}.`);
  return decided;
}

function checkDecision(id: string, decision: unknown, refuse: Refuse): void {
  const { type, editedAction } = (decision ?? {}) as {
    readonly type?: unknown;
    readonly editedAction?: { args?: unknown };
  };
  if (type === "approve" || type === "reject") return;
  if (type !== "edit")
    refuse(
      `the decision on "${id}" is ${JSON.stringify(decision)}; its \`type\` has to be "approve", "edit" or "reject".`,
    );
  const args = editedAction?.args;
  if (typeof args !== "object" || args === null)
    refuse(`the edit of "${id}" has no \`editedAction.args\`, the arguments that the tool is to be called with.`);
}
