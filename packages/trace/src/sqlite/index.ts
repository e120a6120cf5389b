export { openTraceStore, type TraceStoreOptions } from "./open-trace-store.js";
