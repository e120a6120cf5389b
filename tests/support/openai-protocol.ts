import type { ProviderProtocol, ProviderRequest } from "./provider-server.js";

/** What the answers of these servers come to. */
export const scripted = {
  text: "one two three",
  toolCall: { name: "add", args: { left: 1, right: 2 } },
  usage: { input_tokens: 3, output_tokens: 14 },
} as const;

const usage = { prompt_tokens: 3, completion_tokens: 14, total_tokens: 17 };
const callOf = (args: string) => ({
  id: "call_1",
  type: "function",
  function: { name: scripted.toolCall.name, arguments: args },
});

/** Another for each turn of a conversation: graphs tell messages apart by their ids. */
const idOf = ({ messages }: ProviderRequest["body"]): string => `chatcmpl-${(messages as readonly unknown[]).length}`;

const chunk = ({ body }: ProviderRequest, rest: object): string =>
  `data: ${JSON.stringify({ id: idOf(body), object: "chat.completion.chunk", created: 1, model: body["model"], ...rest })}\n\n`;

const delta = (request: ProviderRequest, content: object, finish_reason: string | null = null): string =>
  chunk(request, { choices: [{ index: 0, delta: content, finish_reason }] });

const pieces = { text: ["one", " two", " three"], object: ['{"left": 1,', ' "right": 2}'] } as const;

/** What is asked for JSON gets the tool's arguments. */
const answerTo = ({ body }: ProviderRequest): readonly string[] =>
  body["response_format"] === undefined ? pieces.text : pieces.object;

/** A text's vector: its length, and 1. */
function embeddingsOf(body: ProviderRequest["body"]): object {
  const vectors = ([body["input"]].flat() as string[]).map(({ length }) => new Float32Array([length, 1]));
  const inBase64 = body["encoding_format"] === "base64";
  const data = vectors.map((vector, index) => ({
    object: "embedding",
    index,
    embedding: inBase64 ? Buffer.from(vector.buffer).toString("base64") : [...vector],
  }));
  return { object: "list", data, model: body["model"], usage: { prompt_tokens: 3, total_tokens: 3 } };
}

/**
 * OpenAI's chat completions, `POST /chat/completions`, and `POST /embeddings`. A tool that was answered is not called again; an answer that is to be
 * JSON is the tool's arguments.
 */
export const openAIProtocol: ProviderProtocol = {
  workOf: ({ body }) => (wasAnswered(body) ? "answer" : String(body["model"])),
  isStream: ({ body }) => body["stream"] === true,
  streamType: "text/event-stream",
  stream(work, request) {
    const first = delta(request, { role: "assistant", content: "" });
    const last = [chunk(request, { choices: [], usage }), "data: [DONE]\n\n"];
    if (work !== "call a tool")
      return [
        first,
        ...answerTo(request).map((content) => delta(request, { content })),
        delta(request, {}, "stop"),
        ...last,
      ];
    const [head, tail] = pieces.object;
    return [
      first,
      delta(request, { tool_calls: [{ index: 0, ...callOf("") }] }),
      delta(request, { tool_calls: [{ index: 0, function: { arguments: head } }] }),
      delta(request, { tool_calls: [{ index: 0, function: { arguments: tail } }] }),
      delta(request, {}, "tool_calls"),
      ...last,
    ];
  },
  whole(work, request) {
    const { body } = request;
    if (body["input"] !== undefined) return embeddingsOf(body);
    const isCall = work === "call a tool";
    const message = isCall
      ? { role: "assistant", content: null, tool_calls: [callOf(JSON.stringify(scripted.toolCall.args))] }
      : { role: "assistant", content: answerTo(request).join("") };
    const choices = [{ index: 0, message, finish_reason: isCall ? "tool_calls" : "stop" }];
    return { id: idOf(body), object: "chat.completion", created: 1, model: body["model"], choices, usage };
  },
  failure: { error: { message: "no such thing", type: "invalid_request_error", code: null, param: null } },
};

function wasAnswered(body: ProviderRequest["body"]): boolean {
  const messages = (body["messages"] ?? []) as readonly { readonly role: string }[];
  return messages.at(-1)?.role === "tool";
}
