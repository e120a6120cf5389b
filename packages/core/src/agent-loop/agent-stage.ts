import type { BaseMessage } from "../messages/base-message.js";
import { wholeSoFar } from "../runnables/whole-so-far.js";
import type { Run } from "../runs/run.js";
import { nothing, type StreamStage } from "../runs/stream-stage.js";
import type { AgentCall, AgentPiece } from "./agent-call.js";
import type { AgentMessageChunk, AgentStreamMode, AgentUpdate } from "./agent-chunks.js";

/** Gives the consumer of an agent's stream what it asked for, and the run the agent's result as its output. */
export class AgentStage implements StreamStage {
  readonly run: Run;
  readonly #call: AgentCall;
  readonly #mode: AgentStreamMode;

  constructor(run: Run, call: AgentCall, mode: AgentStreamMode) {
    this.run = run;
    this.#call = call;
    this.#mode = mode;
  }

  push(piece: unknown): unknown {
    if (piece === started) return this.#mode === "values" ? this.#values() : nothing;
    const { node, step, ...told } = piece as AgentPiece;
    if ("chunk" in told) {
      if (this.#mode !== "messages") return nothing;
      return [told.chunk, { langgraph_node: node, langgraph_step: step }] satisfies AgentMessageChunk;
    }
    if (this.#mode === "values") return this.#values();
    return this.#mode === "updates" ? this.#update(node, told.messages) : nothing;
  }

  output(): unknown {
    return this.#call.result;
  }

  #values(): unknown {
    return wholeSoFar(this.#call.result);
  }

  #update(node: keyof AgentUpdate, messages: BaseMessage[]): AgentUpdate {
    const { structuredResponse } = this.#call.result;
    const isAnswered = node === "tools" && structuredResponse !== undefined;
    return { [node]: isAnswered ? { messages, structuredResponse } : { messages } };
  }
}

/** What comes before the first piece. */
export const started: unique symbol = Symbol("started");
