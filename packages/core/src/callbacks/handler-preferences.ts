import type { Handler } from "../events/handler.js";

/** True if an `invoke` of a model is to go through its stream for this handler, so that it hears tokens. */
export function callbackHandlerPrefersStreaming(handler: Handler): boolean {
  return handler.lc_prefer_streaming === true;
}

/** True if a handler asks for LangChain's `handleChatModelStreamEvent`; its model calls go through the stream as well. */
export function callbackHandlerPrefersChatModelStreamEvents(handler: Handler): boolean {
  return "lc_prefer_chat_model_stream_events" in handler && handler.lc_prefer_chat_model_stream_events === true;
}
