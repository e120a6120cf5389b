import { compatibilityConfig } from "../compatibility-config.js";

// The tests of both bridges on AI SDK 7 and its providers, and on the newest packages of LangChain's. That their chat models pass the suite for such
// is ../bridges' to show.
export default compatibilityConfig(import.meta.url, [
  "packages/ai-sdk/tests/!(chat-model-conformance).test.ts",
  "packages/langchain/tests/{embeddings,handed-config,lang*,parts,to-langchain}.test.ts",
  "examples/same-ears/*.test.ts",
]);
