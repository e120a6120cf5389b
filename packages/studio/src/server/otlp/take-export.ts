import {
  decodeOtlp,
  otlpAnswer,
  OtlpError,
  otlpErrorAnswer,
  spansToEvents,
  type OtlpAnswer,
  type OtlpRequest,
  type PriceCall,
  type TraceStore,
} from "@earshot/trace";
import { formatOfError } from "./format-of-error.js";
import { listPrice } from "../../prices/list-price.js";

/** Where the events of an export go, and who prices them. */
export interface TakeExportOptions {
  readonly store: Pick<TraceStore, "append">;
  readonly price: PriceCall | undefined;
}

/** Puts the spans of a request into a store. The answer says so, or what is wrong with the request; a store that fails throws. */
export async function takeExport(request: OtlpRequest, { store, price }: TakeExportOptions): Promise<OtlpAnswer> {
  try {
    const traces = await decodeOtlp(request);
    const events = spansToEvents(traces.spans, { price: price ?? listPrice });
    if (events.length > 0) await store.append(events);
    return otlpAnswer(request.contentType, traces);
  } catch (error) {
    if (error instanceof OtlpError) return otlpErrorAnswer(formatOfError(request.contentType), error);
    throw error;
  }
}
