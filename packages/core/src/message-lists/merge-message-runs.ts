import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { BaseMessageChunk } from "../messages/base-message-chunk.js";
import { ChatMessage } from "../messages/chat-message.js";
import { ChatMessageChunk } from "../messages/chat-message-chunk.js";
import { HumanMessage } from "../messages/human-message.js";
import { HumanMessageChunk } from "../messages/human-message-chunk.js";
import { SystemMessage } from "../messages/system-message.js";
import { SystemMessageChunk } from "../messages/system-message-chunk.js";
import type { Runnable } from "../runnables/runnable.js";
import { RunnableLambda } from "../runnables/runnable-lambda.js";

// The kinds that can be merged, with what merges them: pieces of messages know how to add up.
const kinds: Record<
  string,
  readonly [piece: (fields: never) => BaseMessageChunk, whole: (fields: never) => BaseMessage]
> = {
  human: [(fields) => new HumanMessageChunk(fields), (fields) => new HumanMessage(fields)],
  ai: [(fields) => new AIMessageChunk(fields), (fields) => new AIMessage(fields)],
  system: [(fields) => new SystemMessageChunk(fields), (fields) => new SystemMessage(fields)],
  generic: [(fields) => new ChatMessageChunk(fields), (fields) => new ChatMessage(fields)],
};

/**
 * Makes one message of those that follow each other and are of one kind: models that want speakers to take turns refuse two in a row. Texts
 * are joined by a line break, other content becomes one list of parts, tool calls and usage add up, and the first one's id stays. Answers of tools and
 * kinds of your own stay apart, and so do generic messages of different roles. The messages themselves stay as they were. Without messages, a runnable
 * that does it with those it is given.
 *
 * @example
 * ```ts
 * import { HumanMessage, mergeMessageRuns } from "@earshot/core/messages";
 *
 * const [merged] = mergeMessageRuns([new HumanMessage("Hi!"), new HumanMessage("Who is there?")]);
 * console.log(JSON.stringify(merged?.text)); // => "Hi!\nWho is there?"
 * ```
 */
export function mergeMessageRuns(): Runnable<BaseMessage[], BaseMessage[]>;
export function mergeMessageRuns(messages: BaseMessage[]): BaseMessage[];
export function mergeMessageRuns(messages?: BaseMessage[]): BaseMessage[] | Runnable<BaseMessage[], BaseMessage[]> {
  if (messages === undefined) return RunnableLambda.from((given: BaseMessage[]) => mergeMessageRuns(given));
  const merged: BaseMessage[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last !== undefined && mayMerge(last, message)) merged[merged.length - 1] = mergeTwo(last, message);
    else merged.push(message);
  }
  return merged;
}

function mayMerge(first: BaseMessage, second: BaseMessage): boolean {
  const type = first.getType();
  return type === second.getType() && type in kinds && roleOf(first) === roleOf(second);
}

function roleOf(message: BaseMessage): string | undefined {
  return "role" in message && typeof message.role === "string" ? message.role : undefined;
}

function mergeTwo(first: BaseMessage, second: BaseMessage): BaseMessage {
  const [piece, whole] = kinds[first.getType()]!;
  const sum = piece(first as never).concat(piece(second as never));
  if (typeof first.content === "string" && typeof second.content === "string") {
    sum.content = `${first.content}\n${second.content}`;
  }
  return whole(sum as never);
}
