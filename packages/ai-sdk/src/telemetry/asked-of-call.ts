import type { BaseMessage } from "@earshot/core/messages";
import { settingNames } from "../chat-model/to-call.js";
import type { CallEvent } from "./call-event.js";
import { fromPrompt, type PromptMessage } from "./from-prompt.js";
import { pickDefined } from "./pick-defined.js";

/** What a model is asked. */
export function messagesOf({ instructions = [], messages = [] }: CallEvent): BaseMessage[] {
  const said: readonly PromptMessage[] =
    typeof instructions === "string"
      ? [{ role: "system", content: instructions }]
      : ([instructions].flat() as readonly PromptMessage[]);
  return fromPrompt([...said, ...messages]);
}

const settings = [...settingNames, "stopSequences", "tools"];

/** The settings of a model call, under AI SDK's names. */
export function invocationParamsOf(event: CallEvent): Record<string, unknown> {
  return { model: event.modelId, ...pickDefined(event, settings) };
}
