import type { EarshotEvent } from "@earshot/core/events";
import type { WebEvent } from "./web-event.js";

/** What a client is told of an event by default; nothing of a piece of an answer that has no text. */
export function mapEvent(event: EarshotEvent): WebEvent | undefined {
  const { runId, name } = event;
  switch (event.type) {
    case "chat_model.delta":
    case "llm.delta":
      return event.text === "" ? undefined : { type: event.type, runId, name, text: event.text, index: event.index };
    case "run.text":
      return { type: event.type, runId, name, text: event.text };
    case "run.custom":
      return { type: event.type, runId, name, eventName: event.eventName, data: event.data };
    case "chat_model.end":
    case "llm.end":
    case "chain.end":
    case "tool.end":
    case "retriever.end":
    case "embedding.end":
      return { type: event.type, runId, name, status: event.status };
    default:
      return { type: event.type, runId, name };
  }
}
