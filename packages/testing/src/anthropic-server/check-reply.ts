import type { AnthropicReply } from "./anthropic-reply.js";
import type { AnthropicReplyBlock } from "./anthropic-reply-block.js";

type BlockType = AnthropicReplyBlock["type"];

/** What a block of each type must have, and what it looks like. */
const blocks: Readonly<Record<BlockType, { readonly has: (block: Fields) => boolean; readonly form: string }>> = {
  text: { has: hasDeltas, form: '{ type: "text", deltas: ["Hel", "lo"] }' },
  thinking: {
    has: (block) => hasDeltas(block) && typeof block["signature"] === "string",
    form: '{ type: "thinking", deltas: ["Hm"], signature: "…" }',
  },
  tool_use: { has: isCall, form: '{ type: "tool_use", id: "toolu_1", name: "add", input: { a: 1 } }' },
  server_tool_use: {
    has: isCall,
    form: '{ type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} }',
  },
  whole: {
    has: ({ block }) => isFields(block),
    form: '{ type: "whole", block: { type: "redacted_thinking", data: "…" } }',
  },
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Refuses what can't be sent, before anything is: an answer that is none, a block in the API's own shape.
 *
 * @throws TypeError that says which, and what to write
 */
export function checkReply(reply: AnthropicReply): void {
  const given: unknown = reply;
  if (!isFields(given) || !["content", "body", "status"].some((key) => key in given)) {
    throw new TypeError(
      `An answer of the script is ${show(given)}. Write { content } for a message, { status } for an error, { body } for raw bytes.`,
    );
  }
  const { content } = given;
  if (content === undefined || typeof content === "string") return;
  if (!Array.isArray(content))
    throw new TypeError(`\`content\` is ${show(content)}. Write a string or a list of blocks.`);
  for (const [index, block] of content.entries()) checkBlock(block, index);
}

function checkBlock(block: unknown, index: number): void {
  const type = isFields(block) ? block["type"] : undefined;
  const known = typeof type === "string" && Object.hasOwn(blocks, type) ? blocks[type as BlockType] : undefined;
  if (known?.has(block as Fields)) return;
  const forms = known === undefined ? Object.values(blocks).map(({ form }) => form) : [known.form, blocks.whole.form];
  throw new TypeError(`\`content[${index}]\` is ${show(block)}. Write ${forms.join(" or ")}.`);
}

function hasDeltas({ deltas }: Fields): boolean {
  return Array.isArray(deltas) && deltas.every((delta) => typeof delta === "string");
}

function isCall({ id, name, input }: Fields): boolean {
  return typeof id === "string" && typeof name === "string" && input !== undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
