import { withVisibleMarks } from "../../format/visible-marks.js";
import { Markdown } from "../markdown/markdown.js";
import { CodeBlock } from "../parts/code-block.js";
import { FoldedText } from "../parts/folded-text.js";
import type { ChatPart, ChatToolCall, ChatToolResult } from "./chat-message.js";
import { JsonText, jsonLike } from "./json-text.js";
import { MediaPart } from "./media-part.js";

interface MessagePartProps {
  readonly part: ChatPart;
  /** More of the message is still to come: then what a model thinks is to be seen, too. */
  readonly isLive?: boolean;
}

/** One part of a message. */
export function MessagePart({ part, isLive = false }: MessagePartProps) {
  switch (part.type) {
    case "text":
      return <TextPart text={part.text} />;
    case "reasoning":
      return (
        <details class="v-reasoning" open={isLive}>
          <summary>
            Reasoning <span class="v-faint">{part.text.length.toLocaleString("en-US")} characters</span>
          </summary>
          <FoldedText text={part.text} render={(text) => <Markdown text={text} />} />
        </details>
      );
    case "tool_call":
      return <ToolCallPart call={part} />;
    case "tool_result":
      return <ToolResultPart result={part} />;
    case "media":
      return <MediaPart part={part} />;
    default:
      return <JsonText value={part.value} />;
  }
}

/** Text of a person or a model; JSON is set as such. */
export function TextPart({ text }: { readonly text: string }) {
  const json = jsonLike(text);
  if (json !== undefined) return <JsonText value={json} />;
  return <FoldedText text={text} render={(shown) => <Markdown text={shown} />} />;
}

function ToolCallPart({ call }: { readonly call: ChatToolCall }) {
  return (
    <section class="v-tool-call" aria-label={`Call of ${call.name}`}>
      <header>
        <span class="v-tag">call</span> <code class="v-name">{withVisibleMarks(call.name)}</code>
        {call.id !== undefined && <span class="v-faint v-id">{withVisibleMarks(call.id)}</span>}
      </header>
      {typeof call.args === "string" ? <CodeBlock text={call.args} language="text" /> : <JsonText value={call.args} />}
      {call.error !== undefined && <p class="v-error">{withVisibleMarks(call.error)}</p>}
    </section>
  );
}

function ToolResultPart({ result }: { readonly result: ChatToolResult }) {
  return (
    <section
      class={`v-tool-call v-tool-result${result.isError ? " v-failed" : ""}`}
      aria-label={`Result of ${result.name ?? "a tool"}`}
    >
      <header>
        <span class="v-tag">{result.isError ? "failed" : "result"}</span>{" "}
        <code class="v-name">{withVisibleMarks(result.name ?? "")}</code>
        {result.id !== undefined && <span class="v-faint v-id">{withVisibleMarks(result.id)}</span>}
      </header>
      {result.parts.map((part, index) => (
        <MessagePart key={index} part={part} />
      ))}
    </section>
  );
}
