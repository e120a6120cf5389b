export { openTraceStore, openTraceStoreSync, type TraceStoreOptions } from "./open-trace-store.js";
