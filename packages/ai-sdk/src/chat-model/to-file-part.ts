import type { LanguageModelV3FilePart } from "@ai-sdk/provider";
import type { ContentBlock } from "@earshot/core/messages";
import { AISDKContentError } from "../errors/ai-sdk-content-error.js";
import { providerOptionsOf } from "./provider-options.js";

const defaultMediaTypes: Readonly<Record<string, string>> = {
  image: "image/*",
  audio: "audio/wav",
  video: "video/mp4",
  file: "application/octet-stream",
  "text-plain": "text/plain",
};

/**
 * An image, a sound, a film or a file, in standard form, as AI SDK's models take it.
 *
 * @throws AISDKContentError for one that has neither data nor an address
 */
export function toFilePart(block: ContentBlock): LanguageModelV3FilePart {
  const { type, url, data, mimeType, mime_type, filename, name, metadata } = block;
  const known = (mimeType ?? mime_type) as string | undefined;
  const named = filename ?? name ?? (metadata as { readonly filename?: unknown } | undefined)?.filename;
  const mediaType = known ?? (defaultMediaTypes[type] as string);
  const rest = { ...(typeof named === "string" && { filename: named }), ...providerOptionsOf(block) };
  if (typeof data === "string" || data instanceof Uint8Array) return { type: "file", data, mediaType, ...rest };
  if (typeof url !== "string" || !URL.canParse(url))
    throw new AISDKContentError(
      `A message has "${type}" content without anything to send. Give it \`data\` (base64 or bytes) with its \`mimeType\`, or a \`url\`; ` +
        "AI SDK has no form for a provider's file ids.",
    );
  const inline = /^data:([^;,]+)(?:;[^,]*)?;base64,(.*)$/s.exec(url);
  if (inline !== null)
    return { type: "file", data: inline[2] as string, mediaType: known ?? (inline[1] as string), ...rest };
  return { type: "file", data: new URL(url), mediaType, ...rest };
}

const files = new Set(Object.keys(defaultMediaTypes));

/** True for a block that {@link toFilePart} is for. */
export function isFileBlock(block: ContentBlock): boolean {
  return files.has(block.type);
}
