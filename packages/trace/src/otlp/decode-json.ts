import type { JsonValue } from "../schema/trace-event.js";
import { OtlpError } from "./otlp-error.js";
import { type OtlpAttributes, otlpLimits, type OtlpSpan } from "./otlp-span.js";
import { doubleJson, entriesJson, integerJson } from "./value-json.js";

type Fields = Readonly<Record<string, unknown>>;

/** The spans of a request in JSON: hexadecimal ids, whole numbers as text or numbers, fields that are not known passed over. */
export function decodeJson(body: Uint8Array): OtlpSpan[] {
  if (countValues(body) > otlpLimits.values)
    throw new OtlpError(`The request holds more than ${otlpLimits.values} values. Send fewer spans at once.`, {
      status: 413,
    });
  let request: unknown;
  try {
    request = JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new OtlpError("The request is no JSON. Send an ExportTraceServiceRequest.", { status: 400, cause });
  }
  const { resourceSpans = [] } = recordOf(request);
  if (typeof request !== "object" || request === null || Array.isArray(request) || !Array.isArray(resourceSpans))
    throw new OtlpError("The request is no ExportTraceServiceRequest: its `resourceSpans` are no list.", {
      status: 400,
    });
  return listOf(resourceSpans).flatMap(({ resource, scopeSpans }) => {
    const about = attributesOf(recordOf(resource)["attributes"]);
    return listOf(scopeSpans).flatMap(({ scope, spans }) => {
      const { name, version } = recordOf(scope);
      const from = { name: textOf(name), version: textOf(version) };
      return listOf(spans).map((span) => spanOf(span, { resource: about, scope: from }));
    });
  });
}

function spanOf(span: Fields, context: Pick<OtlpSpan, "resource" | "scope">): OtlpSpan {
  const status = recordOf(span["status"]);
  return {
    ...context,
    traceId: textOf(span["traceId"]).toLowerCase(),
    spanId: textOf(span["spanId"]).toLowerCase(),
    parentSpanId: textOf(span["parentSpanId"]).toLowerCase() || undefined,
    name: textOf(span["name"]),
    kind: Number(integerOf(span["kind"])),
    start: integerOf(span["startTimeUnixNano"]),
    end: integerOf(span["endTimeUnixNano"]),
    attributes: attributesOf(span["attributes"]),
    events: listOf(span["events"]).map((event) => ({
      name: textOf(event["name"]),
      time: integerOf(event["timeUnixNano"]),
      attributes: attributesOf(event["attributes"]),
    })),
    links: listOf(span["links"]).map((link) => ({
      traceId: textOf(link["traceId"]).toLowerCase(),
      spanId: textOf(link["spanId"]).toLowerCase(),
      attributes: attributesOf(link["attributes"]),
    })),
    status: { code: Number(integerOf(status["code"])), message: textOf(status["message"]) },
  };
}

function attributesOf(list: unknown): OtlpAttributes {
  return new Map(listOf(list).map(({ key, value }) => [textOf(key), valueOf(value, 0)]));
}

function valueOf(value: unknown, depth: number): JsonValue {
  if (depth > otlpLimits.depth) throw new OtlpError("An attribute is nested too deep.", { status: 400 });
  const said = recordOf(value);
  if (typeof said["stringValue"] === "string") return said["stringValue"];
  if (typeof said["boolValue"] === "boolean") return said["boolValue"];
  if ("intValue" in said) return integerJson(integerOf(said["intValue"]));
  if ("doubleValue" in said) return doubleJson(Number(said["doubleValue"]));
  if (typeof said["bytesValue"] === "string") return { $: "bytes", type: "Uint8Array", base64: said["bytesValue"] };
  if ("arrayValue" in said)
    return listOf(recordOf(said["arrayValue"])["values"]).map((item) => valueOf(item, depth + 1));
  if ("kvlistValue" in said)
    return entriesJson(
      listOf(recordOf(said["kvlistValue"])["values"]).map(({ key, value: item }) => [
        textOf(key),
        valueOf(item, depth + 1),
      ]),
    );
  return null;
}

function integerOf(value: unknown): bigint {
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  return typeof value === "string" && /^-?\d{1,20}$/u.test(value) ? BigInt(value) : 0n;
}

/** What values the text can hold at most, without making them: commas and openings outside of strings. */
function countValues(body: Uint8Array): number {
  let count = 0;
  let isText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (isText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) isText = true;
    else if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++;
  }
  return count;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const recordOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(recordOf) : []);
