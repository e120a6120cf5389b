export { openTraceStore, openTraceStoreSync, type TraceStoreOptions } from "./open-trace-store.js";
export { sqliteFacts, type SqliteFacts } from "./sqlite-facts.js";
