import type { AnthropicMessageReply } from "./anthropic-reply.js";

/**
 * The answer to "What is 1 + 2?", in the pieces in which the guide to custom callback handlers prints it. With the opening and
 * closing events, which have no text, a handler hears the empty tokens too.
 */
export const pageReply: AnthropicMessageReply = {
  content: [
    {
      type: "text",
      deltas: ["The", " sum", " of", " ", "1", " ", "an", "d ", "2", " ", "is", " ", "3", "."],
    },
  ],
  usage: { input_tokens: 16, output_tokens: 17 },
};
