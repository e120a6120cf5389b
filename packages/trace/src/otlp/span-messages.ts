import type { BaseMessage } from "@earshot/core/messages";
import type { JsonValue } from "../schema/trace-event.js";
import { type AttributeReader, listOf, parsed } from "./attribute-reader.js";
import { toMessages } from "./to-messages.js";

/** What a model was asked; `undefined` if attributes don't say. */
export function inputMessages(reader: AttributeReader): BaseMessage[] | undefined {
  const system = toMessages(reader.take("gen_ai.system_instructions"), "system");
  const told =
    listed(reader, "llm.input_messages", "message.") ??
    listed(reader, "gen_ai.prompt", "") ??
    toMessages(reader.take("gen_ai.input.messages", "ai.prompt.messages", "gen_ai.prompt", "llm.prompts"));
  return system === undefined ? told : [...system, ...(told ?? [])];
}

/** What it answered. */
export function outputMessages(reader: AttributeReader): BaseMessage[] | undefined {
  const told =
    listed(reader, "llm.output_messages", "message.") ??
    listed(reader, "gen_ai.completion", "") ??
    toMessages(reader.take("gen_ai.output.messages", "gen_ai.completion"), "assistant");
  if (told !== undefined || !aiSdkAnswer.some((key) => reader.has(key))) return told;
  const [text = "", calls = [], reasoning] = aiSdkAnswer.map((key) => reader.take(key));
  const content: JsonValue = [
    { type: "reasoning", reasoning: reasoning ?? "" },
    { type: "text", text },
  ];
  return toMessages([{ role: "assistant", content: reasoning === undefined ? text : content, tool_calls: calls }]);
}

const aiSdkAnswer = ["ai.response.text", "ai.response.toolCalls", "ai.response.reasoning"];

/** Messages spread over keys, as OpenInference (`message.role`) and Traceloop (`role`) have them. */
function listed(reader: AttributeReader, prefix: string, within: string): BaseMessage[] | undefined {
  const items = reader.takeList(prefix);
  if (items.length === 0) return undefined;
  return toMessages(
    items.map((item) => {
      const calls = listOf(item, `${within}tool_calls.`).map((call) => ({
        id: call.get("tool_call.id") ?? call.get("id") ?? "",
        name: call.get("tool_call.function.name") ?? call.get("name") ?? "",
        arguments: call.get("tool_call.function.arguments") ?? call.get("arguments") ?? "{}",
      }));
      const contents = listOf(item, `${within}contents.`).map((part) =>
        Object.fromEntries([...part].map(([key, value]) => [key.replace("message_content.", ""), value])),
      );
      const content = item.get(`${within}content`);
      return {
        role:
          item.get(`${within}role`) ?? (prefix.endsWith("prompt") || prefix.includes("input") ? "user" : "assistant"),
        content: contents.length > 0 ? contents : content === undefined ? "" : parsed(content),
        tool_calls: calls,
        tool_call_id: item.get(`${within}tool_call_id`) ?? "",
      };
    }),
  );
}
