export { checkSchemaVersion } from "../../event-lines/check-schema-version.js";
export { decodeValue } from "../../event-lines/decode-value.js";
export { linePrefix, schemaVersion } from "../../event-lines/line-schema.js";
export { readEventLine, whyNoEvent } from "../../event-lines/read-event-line.js";
export { type LineLimits, ValueEncoder } from "../../event-lines/value-encoder.js";
export { type LineOptions, writeEventLine } from "../../event-lines/write-event-line.js";
export { type EventLinePlace, SchemaVersionError } from "../../event-lines/schema-version-error.js";
