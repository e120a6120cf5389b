import type { AnthropicReply, ChatModelWork, RecordedAnthropicRequest } from "@earshot/testing";
import { scripted } from "./openai-protocol.js";

export const secret = "sk-very-secret-indeed";

const never = 60_000;

/** What the loopback Messages API answers: it goes as the model that is asked for says. A tool that was answered is not called again. */
export function anthropicReply({ body }: Pick<RecordedAnthropicRequest, "body">): AnthropicReply {
  const work = wasAnswered(body) ? "answer" : (body?.["model"] as ChatModelWork);
  const isStream = body?.["stream"] === true;
  const answer = { content: scripted.text, usage: scripted.usage };
  if (work === "fail")
    return isStream ? { ...answer, errorEvent: { atEvent: 4, type: "api_error", message: "broken" } } : { status: 400 };
  if (work === "hang")
    return isStream ? { ...answer, eventDelayMs: (index) => (index > 4 ? never : 0) } : { ...answer, latencyMs: never };
  if (work === "answer") return answer;
  const { name, args: input } = scripted.toolCall;
  return { content: [{ type: "tool_use", id: "toolu_1", name, input }], usage: scripted.usage };
}

function wasAnswered(body: RecordedAnthropicRequest["body"]): boolean {
  const messages = (body?.["messages"] ?? []) as readonly { readonly content: unknown }[];
  return JSON.stringify(messages.at(-1)?.content ?? "").includes('"tool_result"');
}
