import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { decodeValue } from "@earshot/core/events/json";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  decodeOtlp,
  memoryTraceStore,
  OtlpError,
  spansToEvents,
  type JsonValue,
  type OtlpTraces,
  type TraceEvent,
} from "../../src/index.js";
import {
  jsonRequest,
  protobufRequest,
  type OtlpEntry,
  type OtlpValue,
  type SentSpan,
} from "../support/otlp-messages.js";

const numRuns = Number(process.env["EARSHOT_PROPERTY_RUNS"] ?? 60);

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const whole = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.maxSafeInteger().map((number) => BigInt(number)),
);
const scalar: fc.Arbitrary<OtlpValue> = fc.oneof(
  text.map((stringValue) => ({ stringValue })),
  fc.boolean().map((boolValue) => ({ boolValue })),
  whole.map((value) => ({ intValue: String(value) })),
  // As JSON has those that it has no numbers for.
  fc.double().map((value) => ({ doubleValue: Number.isFinite(value) && !Object.is(value, -0) ? value : named(value) })),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ bytesValue: Buffer.from(bytes).toString("base64") })),
  fc.constant({}),
);
const keyed = (value: fc.Arbitrary<OtlpValue>): fc.Arbitrary<OtlpEntry[]> =>
  fc.uniqueArray(
    fc.record({
      key: fc.oneof(text, fc.constantFrom("$", "type", "toJSON")).filter((key) => key !== "__proto__"),
      value,
    }),
    { selector: ({ key }) => key, maxLength: 4 },
  );
const { value } = fc.letrec<{ value: OtlpValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }).map((values) => ({ arrayValue: { values } })),
    keyed(tie("value")).map((values) => ({ kvlistValue: { values } })),
  ),
}));
// Of no dialect: what is understood stands elsewhere.
const attributes = keyed(value).map((list) => list.map(({ key, value: held }) => ({ key: `own.${key}`, value: held })));
const time = fc.bigInt({ min: 1n, max: 4_000_000_000_000_000_000n }).map(String);
const idOf = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((id) => {
    id[0] = 1; // zeros alone are no id
    return Buffer.from(id).toString("hex");
  });
const span: fc.Arbitrary<SentSpan> = fc.record({
  traceId: idOf(16),
  spanId: idOf(8),
  name: text,
  kind: fc.integer({ min: 0, max: 5 }),
  startTimeUnixNano: time,
  endTimeUnixNano: time,
  attributes,
  events: fc.array(fc.record({ timeUnixNano: time, name: text, attributes }), { maxLength: 3 }),
  links: fc.array(fc.record({ traceId: idOf(16), spanId: idOf(8), attributes }), { maxLength: 2 }),
  status: fc.record({ code: fc.integer({ min: 0, max: 2 }), message: text }),
});

function named(number: number): string {
  return Object.is(number, -0) ? "-0" : String(number);
}

/** What a value means. */
function meantBy(sent: OtlpValue): unknown {
  if (sent.intValue !== undefined) {
    const number = Number(sent.intValue);
    return Number.isSafeInteger(number) ? number : BigInt(sent.intValue);
  }
  if (sent.doubleValue !== undefined) return Number(sent.doubleValue);
  if (sent.bytesValue !== undefined) return Uint8Array.from(Buffer.from(sent.bytesValue, "base64"));
  if (sent.arrayValue !== undefined) return sent.arrayValue.values.map(meantBy);
  if (sent.kvlistValue !== undefined) return objectOf(sent.kvlistValue.values);
  return sent.stringValue ?? sent.boolValue ?? null;
}

const objectOf = (list: readonly OtlpEntry[]): object =>
  Object.fromEntries(list.map(({ key, value: held }) => [key, meantBy(held)]));

const heldIn = (held: unknown): unknown =>
  Object.fromEntries(Object.entries(held as Record<string, JsonValue>).map(([key, each]) => [key, decodeValue(each)]));

function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
  expect(isDeepStrictEqual(actual, expected)).toBe(true);
}

interface KeptSpan {
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly kind: number;
  readonly attributes: JsonValue;
  readonly resource: JsonValue;
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: JsonValue }[];
}

const payloadOf = ({ payload }: TraceEvent): Record<string, JsonValue> =>
  JSON.parse(payload ?? "{}") as Record<string, JsonValue>;

it("a span comes out of a store as it was sent, in protobuf or JSON, packed or not", async () => {
  await fc.assert(
    fc.asyncProperty(span, attributes, fc.boolean(), async (sent, resource, isPacked) => {
      const packed = (body: Uint8Array) => (isPacked ? { body: gzipSync(body), contentEncoding: "gzip" } : { body });
      const [fromJson, fromProtobuf] = await Promise.all([
        decodeOtlp({ contentType: "application/json", ...packed(jsonRequest([sent], resource)) }),
        decodeOtlp({ contentType: "application/x-protobuf", ...packed(protobufRequest([sent], resource)) }),
      ]);
      expectSame(fromProtobuf, fromJson);

      const store = memoryTraceStore();
      await store.append(spansToEvents(fromJson.spans));
      const events: TraceEvent[] = [];
      for await (const event of store.exportTrace(sent.traceId)) events.push(event);
      const start = events.find(({ type }) => type.endsWith(".start"));
      const kept = payloadOf(start as TraceEvent)["otlp"] as unknown as KeptSpan;
      const { startTimeUnixNano, endTimeUnixNano, kind } = sent;
      expect(kept).toMatchObject({ startTimeUnixNano, endTimeUnixNano, kind });
      expectSame(heldIn(kept.attributes), objectOf(sent.attributes));
      expectSame(heldIn(kept.resource), objectOf(resource));
      expectSame(
        kept.links.map((link) => ({ ...link, attributes: heldIn(link.attributes) })),
        sent.links.map((link) => ({ ...link, attributes: objectOf(link.attributes) })),
      );
      const told = events.filter(({ type }) => type === "run.custom").map(payloadOf);
      const inOrder = told.map(({ eventName, data }) => ({ name: eventName, attributes: heldIn(data) }));
      expect(inOrder).toHaveLength(sent.events.length);
      for (const { name, attributes: said } of sent.events)
        expect(inOrder.some((each) => isDeepStrictEqual(each, { name, attributes: objectOf(said) }))).toBe(true);
    }),
    { numRuns },
  );
});

it("a request with bytes that are wrong is refused as such, or is a trace that can be kept", async () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean()), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(span, attributes, fc.boolean(), damage, async (sent, resource, isJson, wrong) => {
      const right = isJson ? jsonRequest([sent], resource) : protobufRequest([sent], resource);
      let body = Buffer.from(right);
      for (const [place, byte, isCut] of wrong) {
        const at = place % body.length;
        if (isCut) body = body.subarray(0, Math.max(1, at));
        else body[at] = byte;
      }
      const contentType = isJson ? "application/json" : "application/x-protobuf";
      const decoded = await decodeOtlp({ contentType, body }).catch((error: unknown) => error);
      if (decoded instanceof Error) {
        expect(decoded).toBeInstanceOf(OtlpError);
        return;
      }
      const store = memoryTraceStore();
      await store.append(spansToEvents((decoded as OtlpTraces).spans));
      await store.listRuns();
    }),
    { numRuns: numRuns * 2 },
  );
});
