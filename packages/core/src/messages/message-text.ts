import type { ContentBlock, MessageContent } from "./content-block.js";

/** The text of a content: the string itself, or its text parts joined. */
export function textOf(content: MessageContent): string {
  if (typeof content === "string") return content;
  let text = "";
  for (const block of content) {
    if (block.type === "text" && typeof block.text === "string") text += block.text;
  }
  return text;
}

/** The content as parts; an empty text is no part. */
export function blocksOf(content: MessageContent): ContentBlock[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}
