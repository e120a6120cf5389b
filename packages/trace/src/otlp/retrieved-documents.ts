import type { JsonValue } from "../schema/trace-event.js";
import { type AttributeReader, parsed } from "./attribute-reader.js";

/** Documents as OpenInference spreads them over keys, as what a retriever answers; taken. */
export function retrievedDocuments(reader: AttributeReader): JsonValue | undefined {
  const documents = reader.takeList("retrieval.documents");
  if (documents.length === 0) return undefined;
  return documents.map((document) => {
    const told = Object.fromEntries(
      [...document].map(([key, value]) => [key.replace(/^document\./u, ""), parsed(value)]),
    );
    const { content = "", metadata = {}, ...rest } = told;
    return { pageContent: content, metadata, ...rest };
  });
}
