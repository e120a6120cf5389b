import type { ChatMessage, ChatRole } from "../views/messages/chat-message.js";
import type { Exchange, ExchangeSide } from "../views/messages/exchange.js";

/** What went into a turn of a thread, and what came out of it. */
export type Turn = Pick<Exchange, "input" | "output">;

/** A turn without what was said before it, and all that was said then. */
export interface NewTurn {
  readonly turn: Turn;
  readonly said: SaidMessages;
}

/**
 * Of a turn what was not said before: many programs hand the whole conversation in and out each time. The messages that a turn begins with are
 * left out if they were said, in earlier turns or, of its output, in its input. Messages are the same that say the same, unless they have ids
 * that differ. The question that a turn ends its input with is shown even if it was asked before, and so is an answer that stands alone.
 */
export function saidNewly({ input, output }: Turn, before = new SaidMessages()): NewTurn {
  const newInput = input && withoutSaid(input, (messages) => newOfInput(messages, before.with([])));
  const asked = before.with(messagesOf(newInput, "user"));
  const newOutput = output && withoutSaid(output, (messages) => newOfOutput(messages, asked.with([])));
  const turn = {
    ...(input && { input: newInput ?? nothing }),
    ...(output && { output: newOutput ?? nothing }),
  };
  return { turn, said: asked.with(messagesOf(newOutput, "assistant")) };
}

/** What there is to see of a side that says nothing new. */
const nothing: ExchangeSide = { type: "messages", messages: [] };

/** Messages that were said, each as often as it was. */
export class SaidMessages {
  readonly #idsOf: Map<string, readonly (string | undefined)[]>;

  constructor(idsOf: ReadonlyMap<string, readonly (string | undefined)[]> = new Map()) {
    this.#idsOf = new Map(idsOf);
  }

  /** These, and more. */
  with(messages: readonly ChatMessage[]): SaidMessages {
    const all = new SaidMessages(this.#idsOf);
    for (const message of messages) {
      const content = contentOf(message);
      all.#idsOf.set(content, [...(all.#idsOf.get(content) ?? []), message.id]);
    }
    return all;
  }

  /** Whether a message was said; it is found once for each time. */
  take(message: ChatMessage): boolean {
    const content = contentOf(message);
    const ids = this.#idsOf.get(content) ?? [];
    const { id } = message;
    const same = ids.indexOf(id);
    const place = same === -1 ? ids.findIndex((each) => each === undefined || id === undefined) : same;
    if (place === -1) return false;
    this.#idsOf.set(
      content,
      ids.filter((_, index) => index !== place),
    );
    return true;
  }
}

const contentOf = ({ role, parts, toolCallId }: ChatMessage): string => JSON.stringify([role, parts, toolCallId]);

function newOfInput(messages: readonly ChatMessage[], said: SaidMessages): readonly ChatMessage[] {
  const last = messages.at(-1);
  const isAsked = last !== undefined && last.role !== "assistant" && last.role !== "system";
  const earlier = isAsked ? messages.slice(0, -1) : messages;
  return [...afterSaid(earlier, said), ...messages.slice(earlier.length)];
}

function newOfOutput(messages: readonly ChatMessage[], said: SaidMessages): readonly ChatMessage[] {
  return messages.length === 1 ? messages : afterSaid(messages, said);
}

/** What was said stands first; instructions may be put before it anew each time. */
function afterSaid(messages: readonly ChatMessage[], said: SaidMessages): readonly ChatMessage[] {
  let isSaid = true;
  return messages.filter((message) => {
    if (message.role === "system") return !said.take(message);
    isSaid &&= said.take(message);
    return !isSaid;
  });
}

/** A side without the messages that were said; `undefined` if nothing is left of it. Messages that are all there is need no name. */
function withoutSaid(
  side: ExchangeSide,
  newOf: (messages: readonly ChatMessage[]) => readonly ChatMessage[],
): ExchangeSide | undefined {
  if (side.type === "messages") {
    const messages = newOf(side.messages);
    return messages.length === 0 ? undefined : { type: "messages", messages };
  }
  if (side.type !== "fields") return side;
  const fields = side.fields.flatMap(({ name, side: inner }) => {
    const shown = withoutSaid(inner, newOf);
    return shown === undefined ? [] : [{ name, side: shown }];
  });
  const [first, ...others] = fields;
  if (first === undefined) return undefined;
  return others.length === 0 && first.side.type === "messages" ? first.side : { type: "fields", fields };
}

/** The messages of a side; a text counts as one, since it may be one later. */
function messagesOf(side: ExchangeSide | undefined, role: ChatRole): readonly ChatMessage[] {
  switch (side?.type) {
    case "messages":
      return side.messages;
    case "text":
      return [{ role, label: role, parts: [{ type: "text", text: side.text }] }];
    case "fields":
      return side.fields.flatMap((field) => messagesOf(field.side, role));
    default:
      return [];
  }
}
