import { compatibilityConfig } from "../compatibility-config.js";

// The tests of both bridges on AI SDK 7 and its providers, and on the newest packages of LangChain's.
export default compatibilityConfig(import.meta.url, [
  "packages/ai-sdk/tests/**/*.test.ts",
  "packages/langchain/tests/{embeddings,chat-model-conformance,lang*,parts,to-langchain}.test.ts",
  "examples/same-ears/*.test.ts",
]);
