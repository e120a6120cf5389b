import type { JsonValue } from "../schema/trace-event.js";

/**
 * Attributes by key, as JSON that loses nothing: whole numbers are numbers while they are safe, else `{"$":"bigint"}`; doubles that are whole are
 * `{"$":"number"}`; bytes are `{"$":"bytes"}`. That is the form of event lines.
 */
export type OtlpAttributes = ReadonlyMap<string, JsonValue>;

/** One span, whatever it came as. */
export interface OtlpSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: number;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  /** Zero for a span that has not ended. */
  readonly end: bigint;
  readonly attributes: OtlpAttributes;
  readonly events: readonly { readonly name: string; readonly time: bigint; readonly attributes: OtlpAttributes }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: OtlpAttributes }[];
  /** 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code: number; readonly message: string };
  readonly resource: OtlpAttributes;
  readonly scope: { readonly name: string; readonly version: string };
}

/** What a request brought. */
export interface OtlpTraces {
  readonly spans: readonly OtlpSpan[];
  /** Spans without a valid id. */
  readonly rejected: number;
}

/** How many values one request may hold, and how deep: a few bytes may stand for an object each. */
export const otlpLimits = { values: 2_000_000, depth: 32 };
