import type { AnthropicReply, AnthropicReplyUsage } from "@earshot/testing";

const words = (text: string): string[] => text.split(/(?<= )/u);
const usage = (input: number, output: number, cached = 0): AnthropicReplyUsage => ({
  input_tokens: input,
  output_tokens: output,
  cache_read_input_tokens: cached,
});
/** As fast as an answer is written that one can read along. */
const eventDelayMs = 12;

/** What the model answers without a key: two conversations, turn by turn, one request too many, and all that the page asks again. */
export const script: AnthropicReply[] = [
  {
    content: [
      {
        type: "thinking",
        deltas: words("The customer names an order. I should look it up before I say anything about it."),
        signature: "signed",
      },
      { type: "text", deltas: words("Let me look that up.") },
      { type: "tool_use", id: "toolu_1", name: "find_order", input: { orderId: "1001" } },
    ],
    usage: usage(412, 61),
    eventDelayMs,
  },
  {
    content: [
      {
        type: "text",
        deltas: words(
          "Your order **1001** left our warehouse on Monday:\n\n| item | state |\n| --- | --- |\n| Teapot, blue | on its way |\n| Two cups | on its way |\n\n" +
            "It should be with you by **Thursday**.",
        ),
      },
    ],
    usage: usage(118, 74, 412),
    eventDelayMs,
  },
  {
    content: [{ type: "tool_use", id: "toolu_2", name: "refund", input: { orderId: "1001", cents: 1250 } }],
    usage: usage(96, 33, 604),
    eventDelayMs,
  },
  {
    content: [
      {
        type: "text",
        deltas: words(
          "I could not refund it myself: orders that are on their way are refunded once they are back. I made a note for a colleague.",
        ),
      },
    ],
    usage: usage(81, 35, 733),
    eventDelayMs,
  },
  {
    content: [{ type: "tool_use", id: "toolu_3", name: "find_order", input: { orderId: "2002" } }],
    usage: usage(398, 29),
    eventDelayMs,
  },
  {
    content: [{ type: "text", deltas: words("There is no order 2002. Could it be another number?") }],
    usage: usage(74, 16, 427),
    eventDelayMs,
  },
  {
    status: 529,
    type: "overloaded_error",
    message: "Overloaded",
    headers: { "x-should-retry": "false" },
  },
  // What follows is asked from the page, with `--stay`: the last one answers from then on.
  { content: "Order **1001** is on its way, and should be with you by Thursday.", usage: usage(412, 19), eventDelayMs },
];
