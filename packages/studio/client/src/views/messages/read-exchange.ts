import type { Exchange, ExchangeSide, OfferedTool } from "./exchange.js";
import { type Fields, firstText, isFields, payloadOf } from "./fields.js";
import { readDocuments, readSide } from "./read-side.js";
import { readMessages } from "./read-messages.js";

/** What of an event its exchange is read from. */
export interface ExchangeEvent {
  readonly type: string;
  /** As in {@link TraceEvent}: JSON text in the form of event lines. */
  readonly payload?: string | undefined;
}

/** Parameters that are shown elsewhere, or are of no interest to a reader. */
const notParameters = new Set(["tools", "functions", "messages", "prompt", "system"]);

/** Reads a run's own events as what went in and what came out. Broken payloads count as none. */
export function readExchange(events: readonly ExchangeEvent[]): Exchange {
  const start = payloadOf(events.find(({ type }) => type.endsWith(".start")));
  const end = payloadOf(events.find(({ type }) => type.endsWith(".end")));
  const parameters = fieldsOf(start["invocationParams"]);
  const [output, ...alternatives] = readOutputs(end);
  const input = readInput(start) ?? readSide(end["inputs"]);
  return {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    alternatives,
    parameters: Object.fromEntries(
      Object.entries(parameters).filter(([name, value]) => !notParameters.has(name) && value !== undefined),
    ),
    tools: readTools(parameters["tools"] ?? fieldsOf(start["options"])["tools"]),
  };
}

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

function readInput(start: Fields): ExchangeSide | undefined {
  const { messages, prompt, args, input, query, texts, inputs } = start;
  if (messages !== undefined) return readSide(readMessages(messages) === undefined ? flat(messages) : messages);
  if (typeof prompt === "string") return { type: "text", text: prompt };
  if (args !== undefined || input !== undefined) return readSide(args ?? input);
  if (typeof query === "string") return { type: "text", text: query };
  if (Array.isArray(texts)) return { type: "texts", texts: texts.map(String) };
  return readSide(inputs);
}

/** A list of lists of messages, as models that are asked several things at once are given them. */
function flat(value: unknown): unknown {
  return Array.isArray(value) && value.every(Array.isArray) ? value.flat() : value;
}

function readOutputs(end: Fields): readonly ExchangeSide[] {
  const { result, output, documents, dimensions, outputs } = end;
  if (isFields(result)) return readGenerations(result);
  if (Array.isArray(documents)) {
    const found = readDocuments(documents);
    return [
      found === undefined && documents.length > 0
        ? { type: "json", value: documents }
        : { type: "documents", documents: found ?? [] },
    ];
  }
  if (typeof dimensions === "number") return [{ type: "vectors", dimensions }];
  const side = readSide(output ?? outputs);
  return side === undefined ? [] : [side];
}

function readGenerations({ generations }: Fields): readonly ExchangeSide[] {
  if (!Array.isArray(generations)) return [];
  return generations.flat().flatMap((generation): readonly ExchangeSide[] => {
    if (!isFields(generation)) return [];
    const messages = readMessages(generation["message"]);
    if (messages !== undefined) return [{ type: "messages", messages }];
    return typeof generation["text"] === "string" ? [{ type: "text", text: generation["text"] }] : [];
  });
}

function readTools(tools: unknown): readonly OfferedTool[] {
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool): readonly OfferedTool[] => {
    if (!isFields(tool)) return [];
    const inner = isFields(tool["function"]) ? tool["function"] : tool;
    const name = firstText(inner["name"], inner["type"]);
    if (name === undefined) return [];
    const description = firstText(inner["description"]);
    const parameters = inner["parameters"] ?? inner["input_schema"] ?? inner["schema"] ?? inner["inputSchema"];
    return [
      { name, ...(description !== undefined && { description }), ...(parameters !== undefined && { parameters }) },
    ];
  });
}
