import { HandlerAbort } from "../errors/handler-abort.js";
import { isObjection } from "../events/guard-objection.js";
import type { ToolCall } from "../messages/tool-call.js";
import type { ToolMessage } from "../messages/tool-message.js";
import type { Run } from "../runs/run.js";
import type { AgentFields, AgentTool } from "./agent-fields.js";
import type { ActionRequest, AgentDecision } from "./agent-interrupt.js";
import { answeredCall, failedCall } from "./call-answers.js";
import { configBelow } from "./config-below.js";

/** What came of a call: its answer, or that it waits for a human. */
export interface CallOutcome {
  readonly answer?: ToolMessage;
  readonly waits?: ActionRequest;
  /** The answer is the agent's. */
  readonly isFinal?: boolean;
}

/** Runs the calls that a model makes, below the agent's run. */
export class ToolCaller {
  readonly #fields: AgentFields;
  readonly #run: Run;
  readonly #tools: ReadonlyMap<string, AgentTool>;

  constructor(fields: AgentFields, run: Run) {
    this.#fields = fields;
    this.#run = run;
    this.#tools = new Map((fields.tools ?? []).map((tool) => [tool.name, tool]));
  }

  /** What a human has to be asked before the call is run, if anything. */
  async requestFor(call: ToolCall): Promise<ActionRequest | undefined> {
    const tool = this.#tools.get(call.name);
    const rule = this.#fields.interruptOn?.[call.name];
    if (tool === undefined || rule === undefined || rule === false) return undefined;
    return rule === true || (await rule(call)) ? requestOf(call, tool) : undefined;
  }

  /** @param decision a human's, if there is one */
  async call(call: ToolCall, decision: AgentDecision | undefined): Promise<CallOutcome> {
    if (decision?.type === "reject")
      return {
        answer: failedCall(call, decision.message ?? `The call of ${call.name} was rejected. Don't try it again.`),
      };
    const tool = this.#tools.get(call.name);
    if (tool === undefined) return { answer: failedCall(call, this.#thereIsNo(call.name)) };
    try {
      const output = await tool.invoke({ ...call, type: "tool_call" }, configBelow(this.#run, tool));
      return { answer: answeredCall(call, output), isFinal: tool.returnDirect === true };
    } catch (error) {
      if (isInterrupt(error)) return { waits: { ...requestOf(call, tool), value: error.value } };
      return { answer: await this.#failed(call, error) };
    }
  }

  async #failed(call: ToolCall, error: unknown): Promise<ToolMessage> {
    const { onToolError = "feed-back" } = this.#fields;
    this.#run.throwIfEnded();
    if (error instanceof HandlerAbort || isObjection(error) || onToolError === "raise") throw error;
    if (onToolError === "feed-back") return failedCall(call, wordsFor(error));
    const said = await onToolError(error, call);
    return typeof said === "string" ? failedCall(call, said) : said;
  }

  #thereIsNo(name: string): string {
    const names = [...this.#tools.keys()];
    return `There is no tool "${name}". ${names.length === 0 ? "There are none." : `There are: ${names.join(", ")}.`}`;
  }
}

function wordsFor(error: unknown): string {
  return `Error: ${error instanceof Error ? error.message : String(error)}\nMend the call, or do without it.`;
}

function requestOf({ id, name, args }: ToolCall, { description }: AgentTool): ActionRequest {
  return { id, name, args, description };
}

function isInterrupt(error: unknown): error is { readonly value?: unknown } {
  return (
    typeof error === "object" && error !== null && (error as { readonly is_bubble_up?: unknown }).is_bubble_up === true
  );
}
