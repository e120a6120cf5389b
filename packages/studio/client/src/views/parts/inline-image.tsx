import { withVisibleMarks } from "../../format/visible-marks.js";

/** What can't but be an image: SVG may hold more than a picture. */
const images = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]+$/i;

/** An image that is in the text itself. One that lies elsewhere is named: looking at a trace tells nobody. */
export function InlineImage({ source, label }: { readonly source: string; readonly label: string }) {
  if (!images.test(source))
    return (
      <span class="v-chip" title={source.slice(0, 500)}>
        Image not loaded{label && `: ${withVisibleMarks(label)}`}
      </span>
    );
  return <img class="v-image" src={source} alt={label || "Image"} loading="lazy" />;
}
