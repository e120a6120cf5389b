import { eventTable } from "../events/event-table.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import { HumanMessage } from "../messages/human-message.js";
import { MessageCoercionError } from "../messages/message-coercion-error.js";
import { ToolMessage } from "../messages/tool-message.js";
import { type BaseLanguageModelInput, toMessages } from "../models/language-model-input.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { configOf } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";
import type { AgentInput } from "./agent.js";
import { AgentInterrupt } from "./agent-interrupt.js";
import type { AgentParts } from "./agent-parts.js";
import { type AgentReply, type NamedCall, readReply } from "./agent-reply.js";
import type { AgentResult } from "./agent-result.js";
import { AgentStepLimitError } from "./agent-step-limit-error.js";
import { asTheyCome } from "./as-they-come.js";
import { configBelow } from "./config-below.js";
import { readResumption, type Resumption } from "./resumption.js";
import { toAgentState } from "./to-agent-state.js";
import { ToolCaller, toErrorMessage } from "./tool-caller.js";

/** What a step has to tell as it goes: a chunk of a message, or all the messages that it added. */
export type AgentPiece = { readonly node: "model_request" | "tools"; readonly step: number } & (
  | { readonly chunk: AIMessageChunk | ToolMessage }
  | { readonly messages: BaseMessage[] }
);

const defaultStepLimit = 25;

/** One call of an agent, in its run. */
export class AgentCall {
  readonly #parts: AgentParts;
  readonly #run: Run;
  readonly #maxConcurrency: number | undefined;
  readonly #limit: number;
  readonly #resumption: Resumption | undefined;
  readonly #messages: BaseMessage[];
  readonly #tools: ToolCaller;
  /** How often the model was asked. */
  #step = 0;
  #response: { readonly value: unknown } | undefined;
  /** Why the last answer was none. */
  #problem: unknown;

  /** @throws what is wrong with the input */
  constructor(parts: AgentParts, run: Run, input: AgentInput) {
    const { recursionLimit = defaultStepLimit, maxConcurrency } = configOf(run) ?? {};
    this.#parts = parts;
    this.#run = run;
    this.#limit = recursionLimit;
    this.#maxConcurrency = maxConcurrency;
    this.#tools = new ToolCaller(parts, run, recursionLimit - 1); // agents that call each other end somewhere
    if (typeof input === "object" && input !== null && "resume" in input) {
      this.#resumption = readResumption(parts, input.resume, input.decisions);
      this.#messages = this.#resumption.messages;
      this.#step = this.#resumption.step;
    } else {
      const given = typeof input === "string" ? input : (input as Partial<typeof input> | undefined)?.messages;
      if (given === undefined)
        throw new MessageCoercionError(input, "an agent is given a text, `{ messages }`, or `{ resume, decisions }`");
      this.#messages = toMessages(given as BaseLanguageModelInput);
    }
  }

  /** What there is so far; a copy. */
  get result(): AgentResult<unknown> {
    const messages = [...this.#messages];
    return (
      this.#response === undefined ? { messages } : { messages, structuredResponse: this.#response.value }
    ) as AgentResult<unknown>;
  }

  /** Does the work, and tells of it on the way. With `isStreamed` the model's messages come in chunks, too. */
  async *pieces(isStreamed: boolean): AsyncGenerator<AgentPiece, undefined> {
    const { reply: given, answers } = this.#resumption ?? {};
    let isDone = given !== undefined && (yield* this.#act(given, new Map(answers)));
    while (!isDone) {
      const reply = yield* this.#ask(isStreamed);
      isDone = reply.calls.length === 0 ? yield* this.#endWithoutCalls() : yield* this.#act(reply, undefined);
    }
    await this.#sayFinish();
    return undefined;
  }

  async *#ask(isStreamed: boolean): AsyncGenerator<AgentPiece, AgentReply> {
    if (this.#step >= this.#limit) {
      const { messages } = this.result;
      throw new AgentStepLimitError(this.#parts.name, { limit: this.#limit, messages, cause: this.#problem });
    }
    const step = ++this.#step;
    const input = await this.#modelInput();
    const { model } = this.#parts;
    let said: BaseMessage;
    if (isStreamed) {
      const whole = new ChunkAccumulator();
      for await (const chunk of await model.stream(input, configBelow(this.#run))) {
        whole.add(chunk);
        yield { node: "model_request", step, chunk: chunk as AIMessageChunk };
      }
      said = whole.value as BaseMessage;
    } else {
      said = await model.invoke(input, configBelow(this.#run));
    }
    const reply = readReply(said);
    this.#messages.push(reply.message);
    yield { node: "model_request", step, messages: [reply.message] };
    return reply;
  }

  #modelInput(): BaseLanguageModelInput | Promise<BaseLanguageModelInput> {
    const { system, prompt } = this.#parts;
    const messages = [...this.#messages];
    if (prompt !== undefined) return prompt.invoke({ messages }, configBelow(this.#run));
    return system === undefined ? messages : [system, ...messages];
  }

  /** Answers the calls of a reply, as many as may be answered; true if that was the last of it. */
  async *#act(reply: AgentReply, decided: Map<string, ToolMessage> | undefined): AsyncGenerator<AgentPiece, boolean> {
    const answers = decided ?? new Map<string, ToolMessage>();
    const waiting = decided === undefined ? await this.#waiting(reply) : [];
    const due = reply.calls.filter((call) => !answers.has(call.id) && !waiting.includes(call));
    const step = this.#step;
    const asked = new Map<NamedCall, unknown>();
    const answer = async (call: NamedCall) => ({ call, message: await this.#answerOrAsk(call, reply, asked) });
    for await (const { call, message } of asTheyCome(due, answer, this.#maxConcurrency)) {
      if (message === undefined) continue;
      answers.set(call.id, message);
      yield { node: "tools", step, chunk: message };
    }
    if (waiting.length + asked.size > 0) {
      const calls = reply.calls.filter((call) => waiting.includes(call) || asked.has(call));
      const state = toAgentState(this.#parts, { messages: this.#messages, answers, calls, asked, step });
      throw new AgentInterrupt(this.#parts.name, state);
    }
    const messages = reply.calls.map(({ id }) => answers.get(id) as ToolMessage);
    this.#messages.push(...messages);
    yield { node: "tools", step, messages };
    return this.#response !== undefined || reply.calls.some(({ id, name }) => this.#endsWith(name, answers.get(id)));
  }

  /** The calls that somebody has to decide on. */
  async #waiting({ calls, unreadable }: AgentReply): Promise<NamedCall[]> {
    const { interruptOn } = this.#parts;
    const waits = async (call: NamedCall): Promise<boolean> => {
      const rule = Object.hasOwn(interruptOn, call.name) && !unreadable.has(call.id) && interruptOn[call.name];
      return typeof rule === "function" ? rule(call) : rule === true;
    };
    const verdicts = await Promise.all(calls.map(waits));
    return calls.filter((_, index) => verdicts[index]);
  }

  /** Nothing of a tool that interrupts: its call waits, and `asked` has what for. */
  async #answerOrAsk(
    call: NamedCall,
    reply: AgentReply,
    asked: Map<NamedCall, unknown>,
  ): Promise<ToolMessage | undefined> {
    try {
      return await this.#answer(call, reply);
    } catch (error) {
      if (!isInterrupt(error)) throw error;
      asked.set(call, error.value);
      return undefined;
    }
  }

  #answer(call: NamedCall, reply: AgentReply): Promise<ToolMessage> {
    const isAnswer = call.name === this.#parts.finalAnswer?.name && !reply.unreadable.has(call.id);
    return isAnswer ? this.#checkAnswer(call) : this.#tools.answer(call, reply);
  }

  async #checkAnswer(call: NamedCall): Promise<ToolMessage> {
    const checked = await this.#parts.finalAnswer?.check(call.args);
    if (checked === undefined || "problem" in checked) {
      this.#problem = checked?.problem;
      return toErrorMessage(call, `${checked?.problem.message}\nCall "${call.name}" again with an answer that does.`);
    }
    this.#response ??= checked;
    const content = `The answer: ${JSON.stringify(checked.value)}`;
    return new ToolMessage({ content, name: call.name, tool_call_id: call.id, status: "success" });
  }

  #endsWith(toolName: string, answer: ToolMessage | undefined): boolean {
    return this.#parts.tools.get(toolName)?.returnDirect === true && answer?.status !== "error";
  }

  /** A text alone is the answer, unless it was asked for in a form. */
  async *#endWithoutCalls(): AsyncGenerator<AgentPiece, boolean> {
    const { finalAnswer } = this.#parts;
    if (finalAnswer === undefined) return true;
    this.#problem = new Error(`It did not call "${finalAnswer.name}".`);
    const reminder = new HumanMessage(`Give your answer by calling "${finalAnswer.name}".`);
    this.#messages.push(reminder);
    yield { node: "tools", step: this.#step, messages: [reminder] };
    return false;
  }

  async #sayFinish(): Promise<void> {
    const run = this.#run;
    if (!run.hears(eventTable.agentFinish)) return;
    const log = this.#messages.at(-1)?.text ?? "";
    const { structuredResponse } = this.result as AgentResult<unknown>;
    const returnValues = this.#response === undefined ? { output: log } : { output: log, structuredResponse };
    await run.emit(eventTable.agentFinish, { finish: { returnValues, log } });
  }
}

/** Of any copy of the package, and LangGraph's. */
function isInterrupt(error: unknown): error is { readonly value?: unknown } {
  return (error as { readonly is_bubble_up?: unknown } | null)?.is_bubble_up === true;
}
