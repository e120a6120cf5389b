import { AnthropicUnsupportedContentError } from "./errors/unsupported-content-error.js";

/** Where the bytes of an image or a document come from, in the API's terms. */
export type MediaSource =
  | { readonly type: "base64"; readonly media_type: string; readonly data: string }
  | { readonly type: "url"; readonly url: string }
  | { readonly type: "file"; readonly file_id: string }
  | { readonly type: "text"; readonly media_type: "text/plain"; readonly data: string };

type Block = Readonly<Record<string, unknown>>;

const dataUrl = /^data:([^;,]+)(?:;[^;,]+)*;base64,(.*)$/s;

/**
 * The source of a media block in any of the forms in use: `url` (http, https or a data URL), base64 `data` or bytes with `mimeType` (or
 * `mime_type`), a file by `fileId` (or `id`), plain text by `text`.
 *
 * @throws AnthropicUnsupportedContentError if the block names no source, or a URL that the API can't fetch.
 */
export function toMediaSource(block: Block, defaultMimeType: string): MediaSource {
  const fileId = block["fileId"] ?? block["file_id"] ?? (block["source_type"] === "id" ? block["id"] : undefined);
  if (typeof fileId === "string") return { type: "file", file_id: fileId };
  if (typeof block["url"] === "string") return fromUrl(block["url"]);
  const mimeType = block["mimeType"] ?? block["mime_type"] ?? defaultMimeType;
  const data = block["data"];
  if (data instanceof Uint8Array) return { type: "base64", media_type: String(mimeType), data: toBase64(data) };
  if (typeof data === "string" && dataUrl.test(data)) return fromUrl(data);
  if (typeof data === "string") return { type: "base64", media_type: String(mimeType), data };
  if (typeof block["text"] === "string") return { type: "text", media_type: "text/plain", data: block["text"] };
  throw new AnthropicUnsupportedContentError(
    `A content block of type "${String(block["type"])}" names no source. Give it \`url\`, \`data\` with \`mimeType\`, or \`fileId\`; ` +
      `it has: ${Object.keys(block).join(", ")}.`,
    {},
  );
}

/** A data URL becomes base64; any other must be one that the API can fetch. */
export function fromUrl(url: string): MediaSource {
  const inline = dataUrl.exec(url);
  if (inline) return { type: "base64", media_type: inline[1] as string, data: inline[2] as string };
  if (/^https?:\/\//i.test(url)) return { type: "url", url };
  throw new AnthropicUnsupportedContentError(
    `The URL ${JSON.stringify(url.slice(0, 80))} can't be sent to Anthropic. Use an http or https URL, or a base64 data URL ` +
      "such as data:image/png;base64,iVBORw0…",
    {},
  );
}

/** In pieces: `String.fromCharCode(...bytes)` overflows the stack at some 100 kB. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}
