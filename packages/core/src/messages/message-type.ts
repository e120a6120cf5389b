/** Whose message it is. Any other string is a kind of message that Earshot passes through. */
export type MessageType = "human" | "ai" | "system" | "tool" | "generic" | "remove" | (string & NonNullable<unknown>);
