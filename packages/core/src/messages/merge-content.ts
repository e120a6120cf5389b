import type { ContentBlock, MessageContent } from "./content-block.js";
import { mergeLists } from "./merge-values.js";

/**
 * The content of two chunks as one. Text and text are joined; parts are merged by their index or id; where one side is text and the
 * other parts, the text becomes a part. Neither side is changed.
 */
export function mergeContent(left: MessageContent, right: MessageContent): MessageContent {
  if (typeof right === "string") {
    if (typeof left === "string") return left + right;
    return right === "" ? left : [...left, { type: "text", text: right }];
  }
  if (typeof left !== "string") return mergeLists<ContentBlock>(left, right) as ContentBlock[];
  if (left === "") return right;
  return right.length === 0 ? left : [{ type: "text", text: left }, ...right];
}
