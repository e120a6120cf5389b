import { TraceStoreError } from "./trace-store-error.js";

/** @throws TraceStoreError unless it is a page's */
export function limitOfPage(limit = 50): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new TraceStoreError(`A page has 1 to 1,000 runs, not ${String(limit)}. Ask for fewer and go on with \`next\`.`);
}
