import { withVisibleMarks } from "../../format/visible-marks.js";
import { CopyButton } from "../parts/copy-button.js";
import type { ChatMessage, ChatPart, ChatRole } from "./chat-message.js";
import { MessagePart } from "./message-part.js";

const roleNames: Readonly<Record<ChatRole, string | undefined>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
  tool: "Tool",
  other: undefined,
};

interface MessageBubbleProps {
  readonly message: ChatMessage;
  /** More of it is still to come. */
  readonly isLive?: boolean;
}

/** One message of a chat. */
export function MessageBubble({ message, isLive = false }: MessageBubbleProps) {
  const { role, label, name, parts, toolCallId, isError } = message;
  const title = roleNames[role] ?? label;
  return (
    <article
      class={`v-message v-role-${role}${isError ? " v-failed" : ""}`}
      aria-label={`${title} message`}
      aria-busy={isLive}
    >
      <header>
        <strong>{withVisibleMarks(title)}</strong>
        {name !== undefined && <code class="v-name">{withVisibleMarks(name)}</code>}
        {toolCallId !== undefined && <span class="v-faint v-id">{withVisibleMarks(toolCallId)}</span>}
        {isError && <span class="v-tag v-error">error</span>}
        {isLive && <span class="v-tag v-live">live</span>}
        <CopyButton text={() => parts.map(textOf).filter(Boolean).join("\n\n")} />
      </header>
      <div class="v-parts">
        {parts.length === 0 && !isLive && <p class="v-hint">No content.</p>}
        {parts.map((part, index) => (
          <MessagePart key={index} part={part} isLive={isLive} />
        ))}
        {isLive && <span class="v-caret" aria-hidden="true" />}
      </div>
    </article>
  );
}

function textOf(part: ChatPart): string {
  switch (part.type) {
    case "text":
    case "reasoning":
      return part.text;
    case "tool_result":
      return part.parts.map(textOf).join("\n");
    case "tool_call":
      return `${part.name}(${typeof part.args === "string" ? part.args : JSON.stringify(part.args)})`;
    case "media":
      return `[${part.name ?? part.media}]`;
    case "unknown":
      return JSON.stringify(part.value);
  }
}
