import type { ContentBlock } from "./content-block.js";

/**
 * Content parts of Anthropic's and OpenAI's shapes as standard parts: `thinking` → `reasoning`, `tool_use` → `tool_call`, `image_url`
 * and `source` → media with `url` or `data`. What has no standard form stays as it is. A new array of new or unchanged parts.
 */
export function toStandardBlocks(blocks: readonly ContentBlock[]): ContentBlock[] {
  return blocks.map(toStandardBlock);
}

function toStandardBlock(block: ContentBlock): ContentBlock {
  switch (block.type) {
    case "thinking":
      return { type: "reasoning", reasoning: String(block.thinking ?? ""), ...signature(block) };
    case "tool_use":
      return { type: "tool_call", id: block.id, name: block.name, args: block.input };
    case "image_url":
      return fromImageUrl(block);
    case "image":
    case "document":
    case "file":
      return fromSource(block);
    default:
      return block;
  }
}

function signature(block: ContentBlock): Record<string, unknown> {
  return block.signature === undefined ? {} : { signature: block.signature };
}

function fromImageUrl(block: ContentBlock): ContentBlock {
  const image = block.image_url as string | { url?: unknown } | undefined;
  const url = typeof image === "string" ? image : image?.url;
  if (typeof url !== "string") return block;
  const data = /^data:([^;,]+);base64,(.*)$/s.exec(url);
  return data === null ? { type: "image", url } : { type: "image", mimeType: data[1], data: data[2] };
}

function fromSource(block: ContentBlock): ContentBlock {
  const source = block.source as
    | { type?: string; url?: string; data?: string; media_type?: string; file_id?: string }
    | undefined;
  const type = block.type === "document" ? "file" : block.type;
  if (source?.type === "base64") return { type, mimeType: source.media_type, data: source.data };
  if (source?.type === "url") return { type, url: source.url };
  if (source?.type === "file") return { type, fileId: source.file_id };
  return block;
}
