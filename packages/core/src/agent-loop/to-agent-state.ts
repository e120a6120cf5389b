import type { BaseMessage } from "../messages/base-message.js";
import type { StoredMessage } from "../messages/stored-message.js";
import type { ToolMessage } from "../messages/tool-message.js";
import { safeJson } from "../util/safe-json.js";
import type { AgentParts } from "./agent-parts.js";
import type { NamedCall } from "./agent-reply.js";
import type { AgentActionRequest, AgentState } from "./agent-state.js";

/** How far an agent is that waits for decisions. */
interface Waiting {
  readonly messages: readonly BaseMessage[];
  readonly answers: ReadonlyMap<string, ToolMessage>;
  readonly calls: readonly NamedCall[];
  /** What tools that interrupted asked with. */
  readonly asked: ReadonlyMap<NamedCall, unknown>;
  readonly step: number;
}

/** All that is needed to go on, as plain JSON. */
export function toAgentState({ tools }: AgentParts, { messages, answers, calls, asked, step }: Waiting): AgentState {
  const toRequest = (call: NamedCall): AgentActionRequest => {
    const { id, name, args } = call;
    const description = tools.get(name)?.description;
    // What a tool asks with may be anything: what JSON can't hold is described.
    const value = asked.has(call) ? { value: safeJson(asked.get(call)) } : {};
    return toJson({ id, name, args, description, ...value });
  };
  const stored = [...answers].map(([id, answer]) => [id, toStored(answer)] as const);
  return {
    version: 1,
    messages: messages.map(toStored),
    answers: Object.fromEntries(stored),
    actionRequests: calls.map(toRequest),
    step,
  };
}

const toJson = <TValue>(value: TValue): TValue => JSON.parse(JSON.stringify(value)) as TValue;

/** A tool's artifact may be anything; one that JSON can't hold is the program's to keep. */
function toStored(message: BaseMessage): StoredMessage {
  const stored = message.toDict();
  try {
    return toJson(stored);
  } catch {
    const { artifact: _, ...data } = stored.data;
    return toJson({ ...stored, data });
  }
}
