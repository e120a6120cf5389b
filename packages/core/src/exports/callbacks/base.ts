export { BaseCallbackHandler, type BaseCallbackHandlerInput } from "../../callbacks/base-callback-handler.js";
export {
  callbackHandlerPrefersChatModelStreamEvents,
  callbackHandlerPrefersStreaming,
} from "../../callbacks/handler-preferences.js";
export { isBaseCallbackHandler } from "../../callbacks/is-base-callback-handler.js";
export type {
  CallbackHandlerMethods,
  HandleLLMNewTokenCallbackFields,
  NewTokenIndices,
} from "../../events/langchain-handler.js";
