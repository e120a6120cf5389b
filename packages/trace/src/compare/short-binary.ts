/** Characters from which on base64 is no text that anyone reads. */
const leastLength = 256;

const dataUrl = /^data:([^;,]*)[^,]*;base64,/u;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/u;

/**
 * An image, a sound or another file that a message holds, in a few words: what it is, how long, and a mark that differs where its bytes do.
 * Any other text is `undefined`.
 */
export function shortBinary(text: string): string | undefined {
  if (text.length < leastLength) return undefined;
  const [prefix, mediaType] = dataUrl.exec(text) ?? ["", "base64"];
  const encoded = text.slice(prefix.length);
  if (!base64.test(encoded)) return undefined;
  const bytes = Math.floor((encoded.replace(/=+$/u, "").length * 3) / 4);
  return `[${mediaType === "" ? "data" : mediaType}, ${bytes.toLocaleString("en-US")} bytes, ${markOf(encoded)}]`;
}

/** FNV-1a, https://www.rfc-editor.org/rfc/rfc9923: enough to tell two files apart at sight. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
