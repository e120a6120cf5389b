import type { PromptMessage } from "./from-prompt.js";
import type { ModelName } from "./model-call.js";
import { pickDefined } from "./pick-defined.js";

/** What AI SDK 7 tells its integrations, as far as it is read here. Which fields there are depends on the hook and on the kind of call. */
export interface CallEvent extends ModelName, Readonly<Record<string, unknown>> {
  readonly callId: string;
  readonly operationId?: string;
  readonly functionId?: string;
  readonly recordInputs?: boolean;
  readonly instructions?: string | PromptMessage | readonly PromptMessage[];
  readonly system?: CallEvent["instructions"];
  readonly prompt?: string | readonly PromptMessage[];
  readonly messages?: readonly PromptMessage[];
}

/** What a call was made with. */
export function inputsOf(event: CallEvent): unknown {
  if (event.recordInputs === false) return {};
  const { value, query, documents } = event;
  if (value !== undefined) return value;
  if (query !== undefined) return { query, documents };
  return pickDefined(event, ["instructions", "system", "prompt", "messages"]);
}

const answers = [
  "text",
  "reasoningText",
  "toolCalls",
  "object",
  "embedding",
  "ranking",
  "finishReason",
  "providerMetadata",
];

/** What a call came to. */
export function outputsOf(event: object): Record<string, unknown> {
  return pickDefined(event as CallEvent, answers);
}
