import type { AgentAction, AgentFinish } from "../agents/agent-action.js";
import { eventTable } from "../events/event-table.js";
import { BaseParentRunManager } from "./base-parent-run-manager.js";

/** The manager of one chain run. */
export class CallbackManagerForChainRun extends BaseParentRunManager {
  /** `kwargs.inputs`: what the chain was fed, where its start could not say so. */
  async handleChainEnd(
    output: unknown,
    _runId?: string,
    _parentRunId?: string,
    _tags?: string[],
    kwargs?: { inputs?: Record<string, unknown> },
  ): Promise<void> {
    this.tellInputs(kwargs);
    await this.succeed(output);
  }

  /** `kwargs.inputs`: what the chain was fed, where its start could not say so. */
  async handleChainError(
    error: unknown,
    _runId?: string,
    _parentRunId?: string,
    _tags?: string[],
    kwargs?: { inputs?: Record<string, unknown> },
  ): Promise<void> {
    this.tellInputs(kwargs);
    await this.fail(error);
  }

  async handleAgentAction(action: AgentAction): Promise<void> {
    await this.run.emit(eventTable.agentAction, { action });
  }

  async handleAgentEnd(finish: AgentFinish): Promise<void> {
    await this.run.emit(eventTable.agentFinish, { finish });
  }

  private tellInputs(kwargs: { inputs?: Record<string, unknown> } | undefined): void {
    if (kwargs?.inputs !== undefined && this.run.isOpen) this.run.inputs = kwargs.inputs;
  }
}
