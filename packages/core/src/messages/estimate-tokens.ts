import type { MessageContent } from "./content-block.js";
import { textOf } from "./message-text.js";

/** So many tokens a content is likely to have: one for four characters of its text, the rule of thumb for English. */
export function estimateTokens(content: MessageContent): number {
  return Math.ceil(textOf(content).length / 4);
}
