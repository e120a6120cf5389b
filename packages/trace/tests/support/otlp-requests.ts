import { decodeValue } from "@earshot/core/events/json";
import { decodeOtlp, type PriceCall, spansToEvents, type TraceEvent } from "../../src/index.js";

/** Of the spans in these requests. */
export const traceId = "0af7651916cd43dd8448eb211c80319c";
const valueOf = (value: unknown): object =>
  typeof value !== "number"
    ? { stringValue: String(value) }
    : Number.isInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: value };
/** A request with one span, in JSON. */
export const requestOf = (attributes: readonly object[], span: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId,
                  spanId: "b7ad6b7169203331",
                  name: "span",
                  startTimeUnixNano: "1700000000000000000",
                  endTimeUnixNano: "1700000001000000000",
                  attributes,
                  ...span,
                },
              ],
            },
          ],
        },
      ],
    }),
  );

/** Attributes as JSON has them. */
export const listOf = (attributes: Readonly<Record<string, unknown>>): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

const half: PriceCall = ({ models }) => ({ amount: models.length > 0 ? "0.5" : "0" });

/** The events of a span with some attributes; a call of any model costs 0.5, unless a price is given. */
export async function eventsOf(
  attributes: Readonly<Record<string, unknown>>,
  span: object = {},
  price: PriceCall = half,
): Promise<TraceEvent[]> {
  const { spans } = await decodeOtlp({ contentType: "application/json", body: requestOf(listOf(attributes), span) });
  return spansToEvents(spans, { price });
}

/** What an event's payload holds. */
export const payloadOf = (event: TraceEvent | undefined) =>
  decodeValue(JSON.parse(event?.payload ?? "{}")) as Record<string, unknown>;
