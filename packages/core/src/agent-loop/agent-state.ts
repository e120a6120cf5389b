import type { StoredMessage } from "../messages/stored-message.js";

/** A call of a tool that somebody has to decide on. */
export interface AgentActionRequest {
  /** The call's id, by which it may be decided on. */
  readonly id: string;
  /** The tool. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What the tool does, as the model is told it. */
  readonly description?: string;
  /** What the tool asked with, where it was the tool that interrupted. */
  readonly value?: unknown;
}

/** An agent's run that waits for decisions: plain JSON, to be kept wherever there is room for it. */
export interface AgentState {
  readonly version: 1;
  /** All messages; the last is the reply whose calls wait. */
  readonly messages: readonly StoredMessage[];
  /** Of that reply's calls, those that are answered, by their ids. */
  readonly answers: Readonly<Record<string, StoredMessage>>;
  /** Those that wait, in the order of the calls. */
  readonly actionRequests: readonly AgentActionRequest[];
  /** How often the model was asked. */
  readonly step: number;
}
