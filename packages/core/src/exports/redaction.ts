export type { Redactor } from "../events/redactor.js";
export { createRedactor } from "../redaction/create-redactor.js";
export type { RedactionField, RedactionRules, StreamedText, TextRedaction } from "../redaction/redaction-rules.js";
