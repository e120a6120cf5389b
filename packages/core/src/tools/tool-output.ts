import type { DirectToolOutput } from "../messages/direct-tool-output.js";
import type { MessageContent } from "../messages/content-block.js";
import type { ToolMessage } from "../messages/tool-message.js";

/** `"content"`: the output is what the model sees. `"content_and_artifact"`: it is a pair, and the second is for the program alone. */
export type ResponseFormat = "content" | "content_and_artifact" | (string & {});

/** What a tool with `responseFormat: "content_and_artifact"` returns. */
export type ContentAndArtifact = [content: MessageContent, artifact: unknown];

/** The output of a tool's function: of a generator, what it returns. */
export type ToolOutputOf<TResult> =
  TResult extends AsyncGenerator<infer _TEvent, infer TOutput, infer _TNext> ? TOutput : Awaited<TResult>;

/** What a tool's generator says on its way. */
export type ToolEventOf<TResult> =
  TResult extends AsyncGenerator<infer TEvent, infer _TOutput, infer _TNext> ? TEvent : unknown;

/** What a model's call is answered with: a message, unless the tool makes something more of it itself. */
export type ToolAnswerOf<TOutput> = TOutput extends DirectToolOutput ? TOutput : ToolMessage;
