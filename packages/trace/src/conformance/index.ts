export { traceStoreConformance, type TraceStoreCase } from "./trace-store-conformance.js";
export type { TraceStoreSubject } from "./trace-store-subject.js";
