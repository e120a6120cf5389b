import { FoldedText } from "../parts/folded-text.js";

/** A small piece of JSON among other text. */
export function JsonText({ value }: { readonly value: unknown }) {
  const text = typeof value === "string" ? value : (JSON.stringify(value, undefined, 2) ?? "undefined");
  return (
    <FoldedText
      text={text}
      render={(shown) => (
        <pre class="v-json-text" tabIndex={0}>
          {shown}
        </pre>
      )}
    />
  );
}

/** What a text says if it is nothing but a JSON object or list, as tools answer. Long ones are not tried. */
export function jsonLike(text: string): unknown {
  if (text.length > 100_000 || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
