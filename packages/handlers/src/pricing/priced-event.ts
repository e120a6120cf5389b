import type { EventOf } from "@earshot/core/events";

/** The start of a run that may cost something. */
export type PricedStart = EventOf<"chat_model.start" | "llm.start" | "embedding.start">;

/** Its end. */
export type PricedEnd = EventOf<"chat_model.end" | "llm.end" | "embedding.end">;
