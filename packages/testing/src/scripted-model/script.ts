import type { BaseMessage, UsageMetadata } from "@earshot/core/messages";

/** A call of a tool, as a script says it; the id is made of its place unless it is given. */
export interface ScriptedToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly id?: string;
}

/** A failure, as data. */
export interface ScriptedError {
  readonly message: string;
  /** Default `"Error"`. */
  readonly name?: string;
  /** Whatever else the error has: `code`, `status` … */
  readonly [field: string]: unknown;
}

/** One thing that a scripted answer does. */
export type ScriptStep =
  /** Says a piece of text, as one chunk. */
  | { readonly text: string }
  /** Says a piece of reasoning. */
  | { readonly reasoning: string }
  /** Calls a tool; streamed, the arguments come in pieces of eight characters. */
  | { readonly toolCall: ScriptedToolCall }
  /** Says what it cost, as an increment. */
  | { readonly usage: UsageMetadata }
  /** Waits, unless the call is aborted. */
  | { readonly waitMs: number }
  /** Waits for a promise of the test's own, unless the call is aborted. */
  | { readonly until: Promise<unknown> }
  /** Waits until the call is aborted; `"deaf"`: for ever, whatever the signal says. */
  | { readonly stall: true | "deaf" }
  | { readonly error: Error | ScriptedError };

/** An answer by its parts, said in this order. */
export interface ScriptedParts {
  /** Before each chunk. */
  readonly delayMs?: number;
  readonly reasoning?: string | readonly string[];
  /** A string is streamed word by word; a list, piece by piece. */
  readonly text?: string | readonly string[];
  readonly toolCalls?: readonly ScriptedToolCall[];
  readonly usage?: UsageMetadata;
  /** What it ends with, in place of an end. */
  readonly error?: Error | ScriptedError;
  /** Says no more, and does not end: see {@link ScriptStep}. */
  readonly stall?: true | "deaf";
  readonly responseMetadata?: Readonly<Record<string, unknown>>;
  /** The message's id. */
  readonly id?: string;
}

/** An answer by what it does, step by step. */
export interface ScriptedSteps extends Pick<ScriptedParts, "delayMs" | "responseMetadata" | "id"> {
  readonly steps: readonly ScriptStep[];
}

/** One answer: a text, what is thrown, its parts, or its steps. */
export type ScriptedAnswer = string | Error | ScriptedParts | ScriptedSteps;

/** What a function in a script is told of the request that it answers. */
export interface ScriptedRequest {
  readonly messages: readonly BaseMessage[];
  /** The call's options: `tools`, `stop`, `tool_choice` … */
  readonly options: Readonly<Record<string, unknown>>;
  /** How many requests came before. */
  readonly index: number;
}

/** An answer, or what makes one of the request. */
export type ScriptLine = ScriptedAnswer | ((request: ScriptedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>);
