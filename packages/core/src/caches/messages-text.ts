import type { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ToolMessage } from "../messages/tool-message.js";
import { stableText } from "./stable-text.js";

/** Messages as the text that a cache finds answers by: all that a provider is told of them, and nothing that tells one call from another. */
export function messagesText(messages: readonly BaseMessage[]): string {
  return stableText(
    messages.map((message) => {
      const { content, name, additional_kwargs } = message;
      const { tool_calls } = message as AIMessage;
      const { tool_call_id, status } = message as Partial<ToolMessage>;
      const { role } = message as { readonly role?: string };
      return {
        type: message.getType(),
        content,
        name,
        role,
        tool_calls,
        tool_call_id,
        status,
        additional_kwargs: Object.keys(additional_kwargs).length === 0 ? undefined : additional_kwargs,
      };
    }),
  );
}
