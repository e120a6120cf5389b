import { markdownReport } from "../../support/markdown-report.js";

/** An event as a store keeps it, as far as views read it. */
export const event = (type: string, payload: unknown) => ({ type, payload: JSON.stringify(payload) });

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export const agentEvents = [
  event("chat_model.start", {
    messages: [
      { $: "SystemMessage", content: "You are an analyst. Answer briefly, with figures." },
      {
        $: "HumanMessage",
        content: [
          { type: "text", text: "Why is it faster than last week? Here is the chart." },
          { type: "image_url", image_url: { url: `data:image/png;base64,${png}` } },
          { type: "file", url: "https://example.com/report.pdf", mimeType: "application/pdf", name: "report.pdf" },
        ],
      },
      {
        $: "AIMessage",
        content: [
          { type: "thinking", thinking: "I need figures of both weeks before I can say anything." },
          { type: "text", text: "Let me look at the figures." },
          { type: "tool_use", id: "toolu_01A9", name: "query_metrics", input: { metric: "latency", weeks: [47, 48] } },
        ],
        tool_calls: [{ id: "toolu_01A9", name: "query_metrics", args: { metric: "latency", weeks: [47, 48] } }],
      },
      {
        $: "ToolMessage",
        content: '{"47":{"p50":820,"p99":4100},"48":{"p50":430,"p99":1900}}',
        tool_call_id: "toolu_01A9",
        name: "query_metrics",
      },
    ],
    invocationParams: {
      model: "claude-sonnet-5",
      temperature: 0.2,
      max_tokens: 1024,
      tools: [
        {
          name: "query_metrics",
          description: "Figures of the service, by week.",
          input_schema: { type: "object", properties: { metric: { type: "string" } } },
        },
        { type: "web_search_20250305", name: "web_search" },
      ],
    },
    options: {},
  }),
  event("chat_model.end", {
    status: "ok",
    result: {
      generations: [
        [
          {
            $: "ChatGenerationChunk",
            text: markdownReport,
            message: {
              $: "AIMessageChunk",
              content: [
                { type: "some_new_block", detail: { level: 3 } },
                { type: "text", text: markdownReport },
              ],
            },
          },
        ],
      ],
    },
  }),
];

export const failedEvents = [agentEvents[0]!];

export const toolEvents = [
  event("tool.start", { args: { city: "Wien", days: 3 }, input: '{"city":"Wien","days":3}', toolCallId: "call_1" }),
  event("tool.end", {
    status: "ok",
    output: { $: "ToolMessage", content: "Sunny, 24 °C", tool_call_id: "call_1", name: "weather" },
  }),
];

export const retrieverEvents = [
  event("retriever.start", { query: "How is a run ended?" }),
  event("retriever.end", {
    documents: [
      {
        $: "Document",
        pageContent: "A run ends exactly once, on every path.",
        metadata: { source: "architecture/run-lifecycle.md", score: 0.913 },
      },
      { $: "Document", pageContent: "Cancelled is not failed. ".repeat(400), metadata: { source: "docs/cancel.md" } },
    ],
  }),
];

export const chainEvents = [
  event("chain.start", {
    inputs: {
      question: "What is **Earshot**?",
      history: [
        { $: "HumanMessage", content: "Hello" },
        { $: "AIMessage", content: "Hello! How can I help?" },
      ],
      k: 4,
    },
  }),
  event("chain.end", {
    outputs: {
      $: "ChatPromptValue",
      messages: [
        { $: "SystemMessage", content: "Be kind." },
        { $: "HumanMessage", content: "What is Earshot?" },
      ],
    },
  }),
];
