import { scripted } from "./openai-protocol.js";
import type { ProviderProtocol } from "./provider-server.js";

const { name, args } = scripted.toolCall;
const last = { content: "", done: true, done_reason: "stop", prompt_eval_count: 3, eval_count: 14, total_duration: 1 };

const line = (piece: { readonly content: string; readonly done?: boolean; readonly tool_calls?: object[] }): string => {
  const { content, tool_calls, done = false, ...rest } = piece;
  const message = { role: "assistant", content, ...(tool_calls !== undefined && { tool_calls }) };
  return `${JSON.stringify({ model: "scripted", created_at: "2026-11-22T00:00:00Z", message, done, ...rest })}\n`;
};

/** Ollama's `POST /api/chat`: always a stream of lines. A call comes in one piece. */
export const ollamaProtocol: ProviderProtocol = {
  workOf: ({ body }) => String(body["model"]),
  isStream: ({ body }) => body["stream"] !== false,
  streamType: "application/x-ndjson",
  stream: (work) =>
    work === "call a tool"
      ? [line({ content: "", tool_calls: [{ function: { name, arguments: args } }] }), line(last)]
      : [...["one", " two", " three"].map((content) => line({ content })), line(last)],
  whole: (work) =>
    JSON.parse(
      line({
        ...last,
        ...(work === "call a tool"
          ? { tool_calls: [{ function: { name, arguments: args } }] }
          : { content: scripted.text }),
      }),
    ) as object,
  failure: { error: "no such thing" },
};
