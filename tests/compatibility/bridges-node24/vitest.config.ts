import { compatibilityConfig } from "../compatibility-config.js";

// The tests of the AI SDK bridge on AI SDK 7 and its providers.
export default compatibilityConfig(import.meta.url);
