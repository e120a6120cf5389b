import {
  AIMessageChunk,
  coerceMessageLikeToMessage,
  getBufferString,
  HumanMessage,
  isAIMessage,
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  SystemMessage,
} from "@langchain/core/messages";

const chunks = [
  new AIMessageChunk({ content: "He", tool_call_chunks: [{ index: 0, id: "c", name: "add", args: '{"a"' }] }),
  new AIMessageChunk({ content: "llo", tool_call_chunks: [{ index: 0, args: ": 1}" }] }),
  new AIMessageChunk({ content: "", usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } }),
];
const whole = chunks.reduce((left, right) => left.concat(right));
console.log(whole.content, JSON.stringify(whole.tool_calls?.map(({ name, args, id }) => ({ name, args, id }))));
console.log(JSON.stringify(whole.usage_metadata));
console.log(isAIMessage(whole), coerceMessageLikeToMessage(["human", "hi"]).getType());

const stored = mapChatMessagesToStoredMessages([
  new SystemMessage("Be kind."),
  new HumanMessage({ content: "Hi", name: "Ada" }),
]);
console.log(stored.map(({ type, data }) => `${type}: ${data.content}`));
const revived = mapStoredMessagesToChatMessages(stored);
console.log(getBufferString(revived));
