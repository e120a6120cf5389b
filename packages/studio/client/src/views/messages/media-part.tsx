import { formatBytes } from "../../format/format-amounts.js";
import { withVisibleMarks } from "../../format/visible-marks.js";
import { InlineImage } from "../parts/inline-image.js";
import type { ChatMedia } from "./chat-message.js";

/** An image that was sent along, or a chip that says what was meant: nothing is fetched. */
export function MediaPart({ part }: { readonly part: ChatMedia }) {
  const { media, mimeType, data, location } = part;
  const name = part.name ?? `${media[0]?.toUpperCase()}${media.slice(1)}`;
  if (media === "image" && data !== undefined) {
    const source = `data:${mimeType ?? "image/png"};base64,${data}`;
    return (
      <figure class="v-media">
        <InlineImage source={source} label={name} />
        <figcaption>{withVisibleMarks([name, mimeType, sizeOf(data)].filter(Boolean).join(" · "))}</figcaption>
      </figure>
    );
  }
  const facts = [mimeType, data !== undefined && sizeOf(data), location && shortened(location)].filter(Boolean);
  return (
    <span class="v-chip v-media-chip" title={location}>
      <strong>{withVisibleMarks(name)}</strong> {withVisibleMarks(facts.join(" · "))}
    </span>
  );
}

const sizeOf = (base64: string): string => formatBytes(Math.floor((base64.length * 3) / 4));

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 50)}…${text.slice(-20)}` : text);
