import type { StoredMessage } from "../messages/stored-message.js";

/** A call that waits for a decision. */
export interface ActionRequest {
  /** The id of the tool call. */
  readonly id: string | undefined;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What the tool says it does. */
  readonly description: string | undefined;
  /** What the tool itself asked with, where it was the tool that interrupted. */
  readonly value?: unknown;
}

/**
 * The `value` of the `Interrupt` that an agent's run ends with: plain data, to be kept as JSON for as long as the human takes, and given back
 * with the decisions.
 */
export interface AgentInterrupt {
  readonly version: 1;
  /** In the order of the calls; so are the decisions. */
  readonly actionRequests: readonly ActionRequest[];
  /** The conversation so far, with the answers of the tools that have run. */
  readonly messages: readonly StoredMessage[];
  /** How often the model has been asked. */
  readonly steps: number;
}

/**
 * What a human says to a call: run it, run it otherwise, or don't, and tell the model why.
 */
export type AgentDecision =
  | { readonly type: "approve" }
  | {
      readonly type: "edit";
      readonly editedAction: { readonly name: string; readonly args: Readonly<Record<string, unknown>> };
    }
  | { readonly type: "reject"; readonly message?: string };

/** Goes on where an agent was interrupted: nothing that was done is done again. */
export interface AgentResume {
  readonly interrupt: AgentInterrupt;
  /** One for each of its `actionRequests`. */
  readonly decisions: readonly AgentDecision[];
}
