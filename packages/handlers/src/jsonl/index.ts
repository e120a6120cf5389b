export { BrokenLineError, type BrokenLine } from "./broken-line-error.js";
export { JsonlClosedError } from "./jsonl-closed-error.js";
export { jsonlHandler, type JsonlHandler, type JsonlHandlerOptions } from "./jsonl-handler.js";
export { JsonlWriteError, type FailedWrite } from "./jsonl-write-error.js";
export { readJsonl, type JsonlSource, type ReadJsonlOptions } from "./read-jsonl.js";
export type { RotatedFile } from "./rotated-file-keeper.js";
export { SchemaVersionError } from "@earshot/core/events/json";
export type { LineLimits } from "@earshot/core/events/json";
