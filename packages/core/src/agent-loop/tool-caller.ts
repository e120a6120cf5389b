import { eventTable } from "../events/event-table.js";
import { ToolMessage } from "../messages/tool-message.js";
import { isFinalError } from "../runnables/is-final-error.js";
import { Runnable } from "../runnables/runnable.js";
import type { Run } from "../runs/run.js";
import { formatToolOutput } from "../tools/format-tool-output.js";
import type { ToolRunnableConfig } from "../tools/tool-runnable-config.js";
import type { AgentParts } from "./agent-parts.js";
import type { AgentReply, NamedCall } from "./agent-reply.js";
import type { AgentTool } from "./agent-tool.js";
import { configBelow } from "./config-below.js";
import { UnknownToolError } from "./unknown-tool-error.js";
import { UnreadableCallError } from "./unreadable-call-error.js";

/** Calls the tools that a model asked for, below the agent's run. */
export class ToolCaller {
  readonly #parts: AgentParts;
  readonly #run: Run;
  readonly #recursionLimit: number;

  /** @param recursionLimit of what the tools invoke */
  constructor(parts: AgentParts, run: Run, recursionLimit: number) {
    this.#parts = parts;
    this.#run = run;
    this.#recursionLimit = recursionLimit;
  }

  /** The message that answers a call; a tool's error is told in one, or thrown. */
  async answer(call: NamedCall, reply: AgentReply): Promise<ToolMessage> {
    await this.#sayAction(call, reply);
    try {
      return await this.#call(call, reply);
    } catch (error) {
      this.#run.throwIfEnded();
      if (isFinalError(error)) throw error;
      return toErrorMessage(call, await this.#wordsFor(error, call));
    }
  }

  async #call(call: NamedCall, { unreadable }: AgentReply): Promise<ToolMessage> {
    const { tools, finalAnswer } = this.#parts;
    const tool = tools.get(call.name);
    if (tool === undefined) {
      const known = [...tools.keys()];
      throw new UnknownToolError(call.name, finalAnswer === undefined ? known : [...known, finalAnswer.name]);
    }
    const invalid = unreadable.get(call.id);
    if (invalid !== undefined) throw new UnreadableCallError(invalid);
    const output = await tool.invoke({ ...call, type: "tool_call" }, this.#configFor(tool));
    if (ToolMessage.isInstance(output)) return output;
    const answering = { name: tool.name, responseFormat: undefined, metadata: undefined };
    const message = formatToolOutput(answering, output, call.id) as object;
    if (ToolMessage.isInstance(message)) return message;
    throw new TypeError(
      `The tool returned a ${message.constructor.name}, which is a graph's affair and not an agent's.`,
    );
  }

  async #sayAction({ id, name, args }: NamedCall, { message, unreadable }: AgentReply): Promise<void> {
    const run = this.#run;
    if (!run.hears(eventTable.agentAction)) return;
    const toolInput = unreadable.get(id)?.args ?? args;
    await run.emit(eventTable.agentAction, { action: { tool: name, toolInput, log: message.text } });
  }

  async #wordsFor(error: unknown, call: NamedCall): Promise<string> {
    const { onToolError } = this.#parts;
    if (onToolError === "raise") throw error;
    const own = typeof onToolError === "function" ? await onToolError(error, call) : undefined;
    return own ?? `Error: ${error instanceof Error ? error.message : String(error)}\nMend the call, or do without it.`;
  }

  /** Tools of other copies of the package copy their config: the signal has to be a property of its own. */
  #configFor(tool: AgentTool): ToolRunnableConfig {
    const config = configBelow(this.#run);
    config.recursionLimit = this.#recursionLimit;
    if (tool instanceof Runnable) return config;
    return Object.defineProperty(config, "signal", { value: this.#run.signal, enumerable: true });
  }
}

/** Tells the model that a call of it has failed, or was not allowed. */
export function toErrorMessage({ id, name }: NamedCall, content: string): ToolMessage {
  return new ToolMessage({ content, name, tool_call_id: id, status: "error" });
}
