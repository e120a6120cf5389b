import { withVisibleMarks } from "../../format/visible-marks.js";
import type { ExchangeSide, FoundDocument } from "./exchange.js";
import { JsonText } from "./json-text.js";
import { MessageBubble } from "./message-bubble.js";
import { TextPart } from "./message-part.js";
import { FoldedText } from "../parts/folded-text.js";

/** What went into a run or came out of it. */
export function ExchangeSideView({ side }: { readonly side: ExchangeSide }) {
  switch (side.type) {
    case "messages":
      return (
        <>
          {side.messages.map((message, index) => (
            <MessageBubble key={index} message={message} />
          ))}
        </>
      );
    case "text":
      return (
        <div class="v-value">
          <TextPart text={side.text} />
        </div>
      );
    case "texts":
      return (
        <ol class="v-texts">
          {side.texts.slice(0, 100).map((text, index) => (
            <li key={index}>
              <PlainText text={text} />
            </li>
          ))}
        </ol>
      );
    case "documents":
      return <Documents documents={side.documents} />;
    case "vectors":
      return (
        <p class="v-value">
          Vectors of <strong>{side.dimensions?.toLocaleString("en-US") ?? "unknown"}</strong> dimensions.
        </p>
      );
    case "fields":
      return (
        <dl class="v-fields">
          {side.fields.map(({ name, side: inner }) => (
            <div key={name}>
              <dt>{withVisibleMarks(name)}</dt>
              <dd>
                <ExchangeSideView side={inner} />
              </dd>
            </div>
          ))}
        </dl>
      );
    default:
      return (
        <div class="v-value">
          <JsonText value={side.value} />
        </div>
      );
  }
}

function PlainText({ text }: { readonly text: string }) {
  return <FoldedText text={text} render={(shown) => <p class="v-plain">{shown}</p>} />;
}

function Documents({ documents }: { readonly documents: readonly FoundDocument[] }) {
  if (documents.length === 0) return <p class="v-hint">No documents were found.</p>;
  return (
    <ol class="v-documents">
      {documents.map(({ text, metadata, id, score }, index) => (
        <li key={index} class="v-value">
          <header>
            <strong>
              {withVisibleMarks(String(metadata["title"] ?? metadata["source"] ?? id ?? `Document ${index + 1}`))}
            </strong>
            {score !== undefined && <span class="v-tag">{score.toFixed(3)}</span>}
          </header>
          <PlainText text={text} />
          {Object.keys(metadata).length > 0 && (
            <details>
              <summary>Metadata</summary>
              <JsonText value={metadata} />
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
