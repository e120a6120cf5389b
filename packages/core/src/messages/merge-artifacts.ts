import { MessageMergeError } from "./message-merge-error.js";
import { mergeDictionaries, mergeLists } from "./merge-values.js";

/**
 * Merges what two chunks carry of a value of any kind: texts are joined, lists and dictionaries merged, equal values stay.
 *
 * @throws MessageMergeError for two values that have no sum.
 */
export function mergeArtifacts(left: unknown, right: unknown): unknown {
  if (left == null || right == null) return left ?? right;
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return mergeLists(left, right);
  if (typeof left === "object" && typeof right === "object" && !Array.isArray(left) && !Array.isArray(right))
    return mergeDictionaries(left, right);
  if (left === right) return left;
  throw new MessageMergeError("artifact", left, right);
}
