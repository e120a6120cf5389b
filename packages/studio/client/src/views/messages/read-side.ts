import type { ExchangeSide, FoundDocument } from "./exchange.js";
import { type Fields, firstText, isFields } from "./fields.js";
import { readMessages } from "./read-messages.js";

/** Above as many fields an object is read better as JSON. */
const maxFields = 8;

/** Finds the form in which a value of a run, in the form of event lines, is read best. */
export function readSide(value: unknown, depth = 0): ExchangeSide | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return { type: "text", text: value };
  const messages = readMessages(value) ?? readPromptMessages(value);
  if (messages !== undefined) return { type: "messages", messages };
  if (Array.isArray(value)) return readList(value);
  if (!isFields(value)) return { type: "json", value };
  if (value["$"] === "StringPromptValue") return { type: "text", text: String(value["value"]) };
  const [document] = readDocuments([value]) ?? [];
  if (document !== undefined) return { type: "documents", documents: [document] };
  return (depth === 0 ? readFields(value) : undefined) ?? { type: "json", value };
}

function readPromptMessages(value: unknown) {
  return isFields(value) && value["$"] === "ChatPromptValue" ? readMessages(value["messages"]) : undefined;
}

function readList(items: readonly unknown[]): ExchangeSide {
  const documents = readDocuments(items);
  if (documents !== undefined) return { type: "documents", documents };
  if (items.length > 0 && items.every((item) => typeof item === "string"))
    return { type: "texts", texts: items as string[] };
  return { type: "json", value: items };
}

function readFields(value: Fields): ExchangeSide | undefined {
  const entries = Object.entries(value);
  if (entries.length === 0 || entries.length > maxFields || "$" in value) return undefined;
  const fields = entries.map(([name, item]) => ({
    name,
    side: readSide(item, 1) ?? { type: "json" as const, value: item },
  }));
  return fields.some(({ side }) => side.type !== "json") ? { type: "fields", fields } : undefined;
}

/** Documents of Earshot and LangChain in any form; `undefined` if one of the items is none. */
export function readDocuments(items: readonly unknown[]): readonly FoundDocument[] | undefined {
  if (items.length === 0) return undefined;
  const documents: FoundDocument[] = [];
  for (const item of items) {
    const fields = isFields(item) && isFields(item["kwargs"]) ? item["kwargs"] : item;
    if (!isFields(fields)) return undefined;
    const text = fields["pageContent"] ?? fields["page_content"];
    if (typeof text !== "string") return undefined;
    const metadata = isFields(fields["metadata"]) ? fields["metadata"] : {};
    const id = firstText(fields["id"]);
    const score = [fields["score"], metadata["score"], metadata["relevanceScore"]].find(
      (each) => typeof each === "number",
    );
    documents.push({
      text,
      metadata,
      ...(id !== undefined && { id }),
      ...(score !== undefined && { score: score as number }),
    });
  }
  return documents;
}
