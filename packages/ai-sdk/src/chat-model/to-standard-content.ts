import { AIMessage, type BaseMessage, type ContentBlock } from "@earshot/core/messages";

/** A message's content in standard blocks, with what `contentBlocks` would leave out: whatever stood beside the standard fields. */
export function toStandardContent(message: BaseMessage): readonly ContentBlock[] {
  const { content } = message;
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  return content.map(toStandardBlock);
}

/** One block: the standard form, and the metadata that its own form carried. */
function toStandardBlock(block: ContentBlock): ContentBlock {
  if (block.type === "input_audio") return fromInputAudio(block);
  const [standard] = new AIMessage({ content: [block] }).contentBlocks as [ContentBlock];
  if (standard === block) return block;
  const { providerOptions, providerMetadata, cache_control } = block;
  return {
    ...standard,
    ...(providerOptions !== undefined && { providerOptions }),
    ...(providerMetadata !== undefined && { providerMetadata }),
    ...(cache_control !== undefined && { cache_control }),
  };
}

/** OpenAI's form of a sound. */
function fromInputAudio(block: ContentBlock): ContentBlock {
  const { data, format } = block["input_audio"] as { readonly data: string; readonly format: string };
  return { type: "audio", data, mimeType: `audio/${format}` };
}
