/**
 * A value that LangChain types as `any` and that existing handlers read without a check: a handler's `error`, a chunk, `llmOutput`.
 * The one place where `any` is allowed, so that such handlers compile unchanged; Earshot's own API uses `unknown`.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- existing LangChain handlers read these values untyped; see above
export type LooseValue = any;
