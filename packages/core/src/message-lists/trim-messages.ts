import type { BaseMessage } from "../messages/base-message.js";
import type { Runnable } from "../runnables/runnable.js";
import { RunnableLambda } from "../runnables/runnable-lambda.js";
import { isOfType, type MessageTypeOrClass } from "./is-of-type.js";
import { PartsOfMessage, type TextSplitter } from "./parts-of-message.js";
import { TrimMessagesError } from "./trim-messages-error.js";

/** Counts tokens: a function of a list of messages, or a model, by the text of each. More messages must not come to fewer tokens. */
export type TokenCounter =
  | ((messages: BaseMessage[]) => number | Promise<number>)
  | { getNumTokens(content: BaseMessage["content"]): Promise<number> };

export interface TrimMessagesFields {
  /** What stays has no more tokens than this. */
  maxTokens: number;
  tokenCounter: TokenCounter;
  /** Keep the end of the conversation (the default), or its beginning. */
  strategy?: "first" | "last";
  /** Keep a part of the message at the edge: the text or the blocks of it that fit. Default false. */
  allowPartial?: boolean;
  /** What stays ends with a message of this kind. The last ones are looked at first, before anything is counted. */
  endOn?: MessageTypeOrClass | MessageTypeOrClass[];
  /** With `"last"`: what stays starts with a message of this kind, a system message that is kept aside. */
  startOn?: MessageTypeOrClass | MessageTypeOrClass[];
  /** With `"last"`: a system message that comes first stays, if it fits. Default false. */
  includeSystem?: boolean;
  /** Where a text may be cut, pieces with their separators. Default: after line breaks. */
  textSplitter?: TextSplitter;
}

/**
 * The end of a conversation, or its beginning, that has no more than so many tokens. The messages themselves stay as they were, and tokens are
 * counted about as often as the number of messages has binary digits. Without messages, a runnable that trims those it is given.
 *
 * @throws TrimMessagesError if `startOn` or `includeSystem` are given with the strategy `"first"`
 * @example
 * ```ts
 * import { AIMessage, HumanMessage, SystemMessage, trimMessages } from "@earshot/core/messages";
 *
 * const history = [new SystemMessage("Be brief."), new HumanMessage("Hi!"), new AIMessage("Hello."), new HumanMessage("Who is there?")];
 * const kept = await trimMessages(history, {
 *   maxTokens: 2,
 *   tokenCounter: (messages) => messages.length, // a stand-in: so many messages
 *   includeSystem: true,
 *   startOn: "human",
 * });
 * console.log(kept.map(({ text }) => text)); // => [ 'Be brief.', 'Who is there?' ]
 * ```
 */
export function trimMessages(fields: TrimMessagesFields): Runnable<BaseMessage[], BaseMessage[]>;
export function trimMessages(messages: BaseMessage[], fields: TrimMessagesFields): Promise<BaseMessage[]>;
export function trimMessages(
  messages: BaseMessage[] | TrimMessagesFields,
  fields?: TrimMessagesFields,
): Promise<BaseMessage[]> | Runnable<BaseMessage[], BaseMessage[]> {
  if (Array.isArray(messages)) return trim(messages, fields!);
  return RunnableLambda.from((given: BaseMessage[]) => trim(given, messages));
}

async function trim(messages: readonly BaseMessage[], fields: TrimMessagesFields): Promise<BaseMessage[]> {
  const { strategy = "last", startOn, endOn, includeSystem, tokenCounter } = fields;
  if (tokenCounter === undefined)
    throw new TrimMessagesError("`tokenCounter` is missing. Pass a function of a list of messages, or a model.");
  if (strategy === "first") {
    const idle = startOn === undefined ? (includeSystem === true ? "includeSystem" : undefined) : "startOn";
    if (idle !== undefined) throw new TrimMessagesError(`\`${idle}\` is for the strategy "last". Leave it out.`);
    return upToLast(await firstThatFit(messages, fields, "first"), endOn);
  }
  if (strategy !== "last")
    throw new TrimMessagesError(`there is no strategy "${String(strategy)}": use "first" or "last".`);
  const whole = upToLast(messages, endOn);
  const system = includeSystem === true && whole[0]?.getType() === "system" ? [whole[0]] : [];
  // The same from behind: what is kept aside counts first.
  const kept = await firstThatFit([...system, ...whole.slice(system.length).reverse()], fields, "last");
  const rest = upToLast(kept.slice(system.length), startOn);
  return [...kept.slice(0, system.length), ...rest.reverse()];
}

/** Without what comes after the last one of a kind. */
function upToLast(
  messages: readonly BaseMessage[],
  types: MessageTypeOrClass | MessageTypeOrClass[] | undefined,
): BaseMessage[] {
  if (types === undefined) return [...messages];
  const fromEnd = [...messages].reverse().findIndex((message) => isOfType(message, types));
  return fromEnd < 0 ? [] : messages.slice(0, messages.length - fromEnd);
}

async function firstThatFit(
  messages: readonly BaseMessage[],
  { maxTokens, tokenCounter, allowPartial, textSplitter }: TrimMessagesFields,
  end: "first" | "last",
): Promise<BaseMessage[]> {
  const fits = async (tried: BaseMessage[]) => (await count(tried, tokenCounter)) <= maxTokens;
  const whole = await largestThatFits(messages.length, (size) => fits(messages.slice(0, size)));
  const kept = messages.slice(0, whole);
  const next = messages[whole];
  if (next === undefined || allowPartial !== true) return kept;
  for (const parts of await PartsOfMessage.of(next, end, textSplitter)) {
    const size = await largestThatFits(parts.count - 1, (tried) => fits([...kept, parts.take(tried)]));
    if (size > 0) return [...kept, parts.take(size)];
  }
  return kept;
}

/** The largest size that fits, of 0 (which does, being what there is without) to `most`. */
async function largestThatFits(most: number, fits: (size: number) => Promise<boolean>): Promise<number> {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function count(messages: BaseMessage[], counter: TokenCounter): Promise<number> {
  if (typeof counter === "function") return counter(messages);
  const counts = await Promise.all(messages.map(({ content }) => counter.getNumTokens(content)));
  return counts.reduce((sum, each) => sum + each, 0);
}
