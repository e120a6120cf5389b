import type { TraceEvent } from "../schema/trace-event.js";

/** Chunks are of use until the end of their run says the whole. */
export const isDelta = (event: TraceEvent): boolean => event.type.endsWith(".delta");

/** What tells feedback apart, which nobody numbers; of all other events `seq` does. */
export const distinctionOf = ({ feedback, time }: TraceEvent): string =>
  feedback === undefined ? "" : `${feedback.feedbackId} ${String(time)}`;
