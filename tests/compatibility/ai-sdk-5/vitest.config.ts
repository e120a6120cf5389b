import { compatibilityConfig } from "../compatibility-config.js";

// The tests of the AI SDK bridge on AI SDK 5 and its providers.
export default compatibilityConfig(import.meta.url, ["packages/ai-sdk/tests/**/*.test.ts"]);
