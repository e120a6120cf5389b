import type { EventType } from "../events/event-payloads.js";

/** Where a value stands: the event's type and the payload's field, or a field of the run's facts. */
export interface RedactionField {
  readonly type: EventType;
  readonly field: string;
}

/** Which text it is that streams. */
export interface StreamedText {
  /** Of the delta that brings it; a chain's chunks, which no event tells, are of `"chain.end"`. */
  readonly type: EventType;
  /** `"text"`, `"reasoning"`, `"tool_call:0"`; what a provider has in `additional_kwargs` and a chain under its keys have names of their own. */
  readonly name: string;
}

/** Redacts one streamed text. What `push` holds back must come out of a later `push` or of `flush`. */
export interface TextRedaction {
  /** The text that is safe to show now; the rest may begin a match. */
  push(text: string): string;
  /** What is left once no more text comes. */
  flush(): string;
  /** Whether anything is held back. Without it every delta is shown one chunk late, since something may be. */
  readonly isHolding?: boolean;
}

/** What is to be hidden. */
export interface RedactionRules {
  /**
   * The value as handlers may see it; the same value if there is nothing to hide. Must not change what it is given. The texts in a delta
   * are asked for again here, as far as they are shown: what `startText` answered must not be hidden twice.
   */
  redact(value: unknown, field: RedactionField): unknown;
  /** Made once for each text that streams: a run's answer, its reasoning, each tool call's arguments. */
  startText(text: StreamedText): TextRedaction;
}
