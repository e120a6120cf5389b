import { scripted } from "./openai-protocol.js";
import type { ProviderProtocol } from "./provider-server.js";

const usageMetadata = { promptTokenCount: 3, candidatesTokenCount: 14, totalTokenCount: 17 };
const { name, args } = scripted.toolCall;

const answer = (parts: readonly object[], finishReason?: string): object => ({
  candidates: [{ index: 0, content: { role: "model", parts }, ...(finishReason !== undefined && { finishReason }) }],
  usageMetadata,
});
const piece = (body: object): string => `data: ${JSON.stringify(body)}\r\n\r\n`;
const call = { functionCall: { name, args } };

/** Google's `POST /v1beta/models/NAME:generateContent` and `:streamGenerateContent`. Each piece tells the usage so far; a call comes in one piece. */
export const googleProtocol: ProviderProtocol = {
  workOf: ({ url }) => decodeURIComponent(/models\/([^:]+):/.exec(url)?.[1] ?? ""),
  isStream: ({ url }) => url.includes(":streamGenerateContent"),
  streamType: "text/event-stream",
  stream: (work) =>
    work === "call a tool"
      ? [piece(answer([call], "STOP"))]
      : [
          piece(answer([{ text: "one" }])),
          piece(answer([{ text: " two" }])),
          piece(answer([{ text: " three" }], "STOP")),
        ],
  whole: (work) => answer([work === "call a tool" ? call : { text: scripted.text }], "STOP"),
  failure: { error: { code: 400, message: "no such thing", status: "INVALID_ARGUMENT" } },
};
