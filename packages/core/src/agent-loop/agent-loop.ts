import type { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { HumanMessage } from "../messages/human-message.js";
import type { InvalidToolCall, ToolCall } from "../messages/tool-call.js";
import { SystemMessage } from "../messages/system-message.js";
import type { ToolMessage } from "../messages/tool-message.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { runBatch } from "../runnables/run-batch.js";
import { Interrupt } from "../errors/interrupt.js";
import { RunHandle } from "../runs/run-handle.js";
import type { Run } from "../runs/run.js";
import { SchemaError } from "../schema/schema-error.js";
import type { AgentConfig } from "./agent-config.js";
import type { AgentFields, AgentModel } from "./agent-fields.js";
import type { Conversation } from "./conversation.js";
import { AgentStepLimitError } from "./agent-step-limit-error.js";
import { failedCall, logOf } from "./call-answers.js";
import { configBelow } from "./config-below.js";
import type { StructuredResponse } from "./structured-response.js";
import { ToolCaller, type CallOutcome } from "./tool-caller.js";

/** What an agent's calls have in common. */
export interface AgentParts {
  readonly name: string;
  /** With the tools it may call. */
  readonly model: AgentModel;
  readonly fields: AgentFields;
  readonly response: StructuredResponse | undefined;
}

/** What a step has added, as it is known. */
export type AgentPart =
  | { readonly node: "model" | "tools"; readonly piece: BaseMessage }
  | { readonly node: "model" | "tools"; readonly added: readonly BaseMessage[] };

const defaultStepLimit = 25;

/**
 * One call of an agent: asks the model, runs what it calls, and asks again, until it calls nothing. The model's runs and the tools' are siblings
 * below the agent's own.
 */
export class AgentLoop {
  readonly conversation: Conversation;
  structuredResponse: unknown = undefined;
  readonly #parts: AgentParts;
  readonly #run: Run;
  readonly #handle: RunHandle;
  readonly #caller: ToolCaller;
  readonly #limit: number;
  /** In pieces, as they come. */
  readonly #streams: boolean;

  constructor(parts: AgentParts, run: Run, conversation: Conversation) {
    this.conversation = conversation;
    this.#parts = parts;
    this.#run = run;
    this.#handle = new RunHandle(run);
    this.#caller = new ToolCaller(parts.fields, run);
    const config = (run.config ?? {}) as AgentConfig;
    this.#limit = config.recursionLimit ?? defaultStepLimit;
    this.#streams = config.streamMode === "messages";
  }

  /** The conversation so far, and the answer, once it is there. */
  output(): Record<string, unknown> {
    const { conversation, structuredResponse } = this;
    const messages = [...conversation.messages];
    return this.#parts.response === undefined ? { messages } : { messages, structuredResponse };
  }

  /** Runs to the end, and tells on the way what is added. */
  async *steps(): AsyncGenerator<AgentPart, undefined> {
    const { conversation } = this;
    if (conversation.openCalls.length > 0 && (yield* this.#callTools(conversation.openCalls))) return undefined;
    for (;;) {
      this.#run.throwIfEnded();
      if (conversation.steps >= this.#limit)
        throw new AgentStepLimitError(this.#parts.name, { limit: this.#limit, messages: conversation.messages });
      const reply = yield* this.#ask();
      const { tool_calls: calls = [], invalid_tool_calls: invalid = [] } = reply as AIMessage;
      if (calls.length + invalid.length === 0) {
        if (this.#parts.response === undefined) return await this.#finish({ output: logOf(reply) });
        yield* this.#add("model", [remindOf(this.#parts.response.name)]);
      } else if (yield* this.#callTools(calls, invalid)) return undefined;
    }
  }

  async *#ask(): AsyncGenerator<AgentPart, BaseMessage> {
    const { conversation } = this;
    conversation.steps += 1;
    const question = await this.#question();
    const config = configBelow(this.#run, this.#parts.model);
    let reply: BaseMessage;
    if (this.#streams) {
      const whole = new ChunkAccumulator();
      for await (const piece of await this.#parts.model.stream(question, config)) {
        whole.add(piece);
        yield { node: "model", piece };
      }
      reply = whole.value as BaseMessage;
    } else reply = await this.#parts.model.invoke(question, config);
    conversation.add([reply]);
    yield { node: "model", added: [reply] };
    return reply;
  }

  async #question(): Promise<BaseLanguageModelInput> {
    const { messages } = this.conversation;
    const { prompt, systemPrompt = prompt } = this.#parts.fields;
    if (systemPrompt === undefined) return [...messages];
    if (typeof systemPrompt === "string") return [new SystemMessage(systemPrompt), ...messages];
    if (SystemMessage.isInstance(systemPrompt)) return [systemPrompt, ...messages];
    return systemPrompt.invoke({ messages: [...messages] }, configBelow(this.#run, systemPrompt));
  }

  /** Answers all calls. True if that was the last step. */
  async *#callTools(
    calls: readonly ToolCall[],
    invalid: readonly InvalidToolCall[] = [],
  ): AsyncGenerator<AgentPart, boolean> {
    const { conversation } = this;
    const config = (this.#run.config ?? {}) as AgentConfig;
    const log = logOf(conversation.lastReply);
    const outcomes = await runBatch((call) => this.#call(call, log), calls, {
      config: {},
      options: { maxConcurrency: config.maxConcurrency ?? Number.POSITIVE_INFINITY },
    });
    const settled = outcomes as CallOutcome[];
    const answers = settled.flatMap(({ answer }) => answer ?? []);
    const added = [...answers, ...invalid.map(refuse)];
    conversation.add(added);
    for (const piece of this.#streams ? added : []) yield { node: "tools", piece };
    if (added.length > 0) yield { node: "tools", added };
    const waiting = settled.flatMap(({ waits }) => waits ?? []);
    if (waiting.length > 0) {
      const names = waiting.map(({ name }) => name).join(", ");
      throw new Interrupt(`${names}: waiting for a decision`, conversation.interrupt(waiting));
    }
    if (settled.some(({ isFinal }) => isFinal === true)) {
      const output = this.structuredResponse ?? answers.at(-1)?.content;
      await this.#finish({ output });
      return true;
    }
    return false;
  }

  async #call(call: ToolCall, log: string): Promise<CallOutcome> {
    const { response } = this.#parts;
    if (call.name === response?.name) return this.#respond(call, response);
    const decision = this.conversation.decisionOf(call);
    const waits = decision === undefined ? await this.#caller.requestFor(call) : undefined;
    if (waits !== undefined) return { waits };
    await this.#handle.agentAction({ tool: call.name, toolInput: call.args, log });
    return this.#caller.call(call, decision);
  }

  async #respond(call: ToolCall, response: StructuredResponse): Promise<CallOutcome> {
    try {
      this.structuredResponse = await response.read(call);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      return { answer: failedCall(call, `${error.message} Give the answer again.`) };
    }
    return { answer: response.accept(call), isFinal: true };
  }

  *#add(node: "model" | "tools", added: readonly BaseMessage[]): Generator<AgentPart> {
    this.conversation.add(added);
    yield { node, added };
  }

  async #finish(returnValues: Record<string, unknown>): Promise<undefined> {
    await this.#handle.agentFinish({ returnValues, log: logOf(this.conversation.lastReply) });
    return undefined;
  }
}

const remindOf = (name: string): HumanMessage => new HumanMessage(`Give your final answer by calling ${name}.`);

function refuse({ id, name = "", args = "" }: InvalidToolCall): ToolMessage {
  return failedCall({ id, name, args: {} }, `The arguments of this call are no JSON: ${args}`);
}
