import type { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { mapChatMessagesToStoredMessages, mapStoredMessagesToChatMessages } from "../messages/map-stored-messages.js";
import type { ToolCall } from "../messages/tool-call.js";
import { ToolMessage } from "../messages/tool-message.js";
import { toMessages } from "../models/language-model-input.js";
import type { ActionRequest, AgentDecision, AgentInterrupt, AgentResume } from "./agent-interrupt.js";
import type { AgentInput } from "./agent-output.js";
import { AgentResumeError } from "./agent-resume-error.js";

/** The messages of one call of an agent, from those it is given to its answer. */
export class Conversation {
  /** How often the model has been asked. */
  steps = 0;
  readonly #messages: BaseMessage[];
  readonly #decisions = new Map<ToolCall, AgentDecision>();

  private constructor(messages: readonly BaseMessage[]) {
    this.#messages = [...messages];
  }

  /**
   * @throws MessageCoercionError if an input is no conversation
   * @throws AgentResumeError if decisions don't fit what they decide
   */
  static of(input: AgentInput): Conversation {
    if (typeof input === "object" && "interrupt" in input) return Conversation.#resumed(input);
    const messages = typeof input === "object" && "messages" in input ? input.messages : input;
    return new Conversation(toMessages(messages));
  }

  static #resumed({ interrupt, decisions }: AgentResume): Conversation {
    const { version, actionRequests, messages, steps } = interrupt;
    if (version !== 1)
      throw new AgentResumeError(
        `its state is of version ${String(version)}, and this is version 1. Use the release that it was kept by.`,
      );
    const conversation = new Conversation(mapStoredMessagesToChatMessages(messages));
    conversation.steps = steps;
    if (decisions.length !== actionRequests.length) {
      const names = actionRequests.map(({ name }) => name).join(", ");
      throw new AgentResumeError(
        `${actionRequests.length} calls wait (${names}), and ${decisions.length} decisions were given. Give one for each, in their order.`,
      );
    }
    actionRequests.forEach((request, index) => conversation.#decide(request, decisions[index]!));
    return conversation;
  }

  get messages(): readonly BaseMessage[] {
    return this.#messages;
  }

  /** The model's last word. */
  get lastReply(): BaseMessage {
    return [...this.#messages].reverse().find((message) => message.getType() === "ai")!;
  }

  /** Calls of the model's last word that have been decided on and have no answer. */
  get openCalls(): readonly ToolCall[] {
    return [...this.#decisions.keys()];
  }

  add(messages: readonly BaseMessage[]): void {
    this.#messages.push(...messages);
  }

  decisionOf(call: ToolCall): AgentDecision | undefined {
    return this.#decisions.get(call);
  }

  /** All that it takes to go on, as plain data. */
  interrupt(actionRequests: readonly ActionRequest[]): AgentInterrupt {
    const messages = mapChatMessagesToStoredMessages(this.#messages);
    return JSON.parse(JSON.stringify({ version: 1, actionRequests, messages, steps: this.steps })) as AgentInterrupt;
  }

  #decide({ id, name }: ActionRequest, decision: AgentDecision): void {
    const isAnswered = this.#messages.some((message) => ToolMessage.isInstance(message) && message.tool_call_id === id);
    const { tool_calls: calls = [] } = (this.lastReply ?? {}) as AIMessage;
    const call = isAnswered ? undefined : calls.find((each) => each.id === id && each.name === name);
    if (call === undefined) throw new AgentResumeError(`there is no open call of ${name} with the id ${String(id)}.`);
    if (decision.type === "edit") this.#decisions.set(this.#edit(call, decision.editedAction), decision);
    else if (decision.type === "approve" || decision.type === "reject") this.#decisions.set(call, decision);
    else
      throw new AgentResumeError(
        `${JSON.stringify(decision)} is no decision: its type is "approve", "edit" or "reject".`,
      );
  }

  /** The model is to find in its own words what was done. */
  #edit(
    call: ToolCall,
    { name, args }: { readonly name: string; readonly args: Readonly<Record<string, unknown>> },
  ): ToolCall {
    const edited: ToolCall = { ...call, name, args };
    const reply = this.lastReply as AIMessage;
    reply.tool_calls = (reply.tool_calls ?? []).map((each) => (each === call ? edited : each));
    if (typeof reply.content !== "string") {
      reply.content = reply.content.map((block) =>
        block.id === call.id && "input" in block ? { ...block, name, input: args } : block,
      );
    }
    return edited;
  }
}
