import type { ComponentChildren } from "preact";
import { MessagesView } from "../../../client/src/views/messages/messages-view.js";
import { hostileTexts } from "../hostile-texts.js";
import { agentEvents, retrieverEvents, toolEvents, chainEvents, event, failedEvents } from "./recorded-events.js";

const hostileBlocks = hostileTexts.flatMap((text) => [
  { type: "text", text },
  { type: "reasoning", reasoning: text },
  { type: "tool_call", id: text, name: text, args: { [text]: text } },
  { type: "image", url: text, mimeType: text, name: text },
  { type: "image", data: text, mimeType: `image/svg+xml"${text}` },
  { type: text, [text]: text },
]);

/** A run in whose every field something hostile stands. */
export const hostileEvents = [
  event("chat_model.start", {
    messages: [{ $: "HumanMessage", content: hostileBlocks, name: "<img src=x onerror=hasRun=true>" }],
    invocationParams: Object.fromEntries(hostileTexts.map((text) => [text, text])),
    options: { tools: hostileTexts.map((text) => ({ name: text, description: text, input_schema: { [text]: text } })) },
  }),
  event("chat_model.end", { result: { generations: [hostileTexts.map((text) => ({ text }))] } }),
];

export const messagesGallery: { readonly [name: string]: () => ComponentChildren } = {
  chat: () => <MessagesView events={agentEvents} />,
  live: () => (
    <MessagesView
      events={agentEvents.slice(0, 1)}
      live={{
        role: "assistant",
        label: "assistant",
        parts: [
          { type: "reasoning", text: "The user wants a plan." },
          { type: "text", text: "Here is **what I know** so far:\n\n1. The kernel is small\n2. The answer is" },
        ],
      }}
    />
  ),
  tool: () => <MessagesView events={toolEvents} />,
  retriever: () => <MessagesView events={retrieverEvents} />,
  chain: () => <MessagesView events={chainEvents} />,
  failed: () => <MessagesView events={failedEvents} />,
  hostile: () => <MessagesView events={hostileEvents} />,
};
