import type { AnthropicReply, RecordedAnthropicRequest } from "@earshot/testing";

/** What the provider answers: a call of the tool to a question, that all is well to a check, and what it is to a tool's answer. */
export function reply({ body }: Pick<RecordedAnthropicRequest, "body">): AnthropicReply {
  const messages = (body?.["messages"] ?? []) as readonly object[];
  const asked = JSON.stringify(messages);
  const id = `msg_${messages.length}`; // graphs tell messages apart by their ids
  if (asked.includes("Check")) return { id, content: "It is right." };
  if (asked.includes("tool_result")) return { id, content: "It is 3." };
  return { id, content: [{ type: "tool_use", id: "toolu_1", name: "add", input: { left: 1, right: 2 } }] };
}
