import type { EventOf } from "@earshot/core/events";
import type { PricedStart } from "../pricing/priced-event.js";

type ModelDelta = EventOf<"chat_model.delta" | "llm.delta">;

const charactersPerToken = 4;

/** So many tokens a text of that length is likely to have: the rule of thumb for English. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

/** How long the text is that a model is asked with; media are not counted, nor are descriptions of tools. */
export function lengthOfRequest(event: PricedStart): number {
  if (event.type === "llm.start") return event.prompt.length;
  let length = 0;
  if (event.type === "embedding.start") for (const text of event.texts) length += text.length;
  else for (const { text } of event.messages) length += text?.length ?? 0;
  return length;
}

/** How long the text is that a chunk brings: what is said, what is thought, arguments of tools. */
export function lengthOfDelta({ text, parts }: ModelDelta): number {
  let length = 0;
  for (const part of parts) {
    if (part.type === "text" || part.type === "reasoning") length += part.text.length;
    else if (part.type === "tool_call") length += part.args.length + (part.name?.length ?? 0);
  }
  return Math.max(length, text.length);
}
