export { BaseChatMessageHistory, BaseListChatMessageHistory } from "../chat-history/base-chat-message-history.js";
export { InMemoryChatMessageHistory } from "../chat-history/in-memory-chat-message-history.js";
export { NotClearableError } from "../chat-history/not-clearable-error.js";
