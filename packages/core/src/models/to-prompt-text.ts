import { getBufferString } from "../messages/get-buffer-string.js";
import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";
import { toMessages, type BaseLanguageModelInput } from "./language-model-input.js";

/**
 * The text that an input stands for: messages are written down, a line each.
 *
 * @throws MessageCoercionError if it stands for none
 */
export function toPromptText(input: BaseLanguageModelInput): string {
  if (typeof input === "string") return input;
  const { toChatMessages } = input as Partial<BasePromptValue>;
  if (typeof toChatMessages === "function") return (input as BasePromptValue).toString();
  return getBufferString(toMessages(input));
}
