import { expect, it } from "vitest";
import { AIMessage } from "./ai-message.js";
import { ChatMessage } from "./chat-message.js";
import { coerceMessageLikeToMessage } from "./coerce-message.js";
import { HumanMessage } from "./human-message.js";
import { mapChatMessagesToStoredMessages, mapStoredMessagesToChatMessages } from "./map-stored-messages.js";
import { MessageCoercionError } from "./message-coercion-error.js";
import { RemoveMessage } from "./remove-message.js";
import { SystemMessage } from "./system-message.js";
import { ToolMessage } from "./tool-message.js";

it("leaves a message as it is", () => {
  const message = new HumanMessage("hi");
  expect(coerceMessageLikeToMessage(message)).toBe(message);
});

it.each([
  [["robot", "hi"], /"robot"/],
  [{ role: "tool", content: "x" }, /tool_call_id/],
  [{ content: "x" }, /the keys content/],
  [42, /42/],
  [null, /null/],
])("says what is wrong with %j", (value, problem) => {
  expect(() => coerceMessageLikeToMessage(value as never)).toThrow(MessageCoercionError);
  expect(() => coerceMessageLikeToMessage(value as never)).toThrow(problem);
});

it("brings stored messages back", () => {
  const messages = [
    new SystemMessage("s"),
    new HumanMessage({ content: "h", id: "1", name: "n" }),
    new AIMessage({ content: "", tool_calls: [{ id: "c", name: "f", args: { a: 1 } }] }),
    new ToolMessage({ content: "t", tool_call_id: "c", status: "error" }),
    new ChatMessage("c", "critic"),
    new RemoveMessage({ id: "1" }),
  ];
  const stored = JSON.parse(JSON.stringify(mapChatMessagesToStoredMessages(messages)));
  expect(mapStoredMessagesToChatMessages(stored)).toEqual(messages);
});
