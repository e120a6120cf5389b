import type { ChatModelStreamEvent } from "../outputs/chat-model-stream-event.js";
import { eventTable, type EventRow } from "./event-table.js";

const index = Object.keys(eventTable).length;

/**
 * A model's deltas as LangChain's stream events: told besides the deltas, to handlers with `lc_prefer_chat_model_stream_events` alone.
 * No event of its own, so no row of the table.
 */
export const chatModelStreamEvent: EventRow<"chat_model.delta"> = {
  type: "chat_model.delta",
  index,
  bit: 1 << index,
  methods: ["handleChatModelStreamEvent"],
  ignore: "ignoreLLM",
  call(handler, run, payload) {
    const { event } = payload as unknown as { readonly event: ChatModelStreamEvent };
    return handler.handleChatModelStreamEvent?.(event, run.runId, run.parentRunId, run.tags as string[]);
  },
};
