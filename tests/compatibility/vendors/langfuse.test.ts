import { load } from "../lane.js";
import { compareVendor } from "../support/compare-vendor.js";
import { noVersions, ownTagsLast } from "../support/shared-differences.js";
import { createTracerProvider, spansOf } from "../support/open-telemetry.js";

const { CallbackHandler } = await load<{ CallbackHandler: new (options: object) => object }>("@langfuse/langchain");
const { LangfuseSpanProcessor } = await load<{ LangfuseSpanProcessor: new (options: object) => object }>(
  "@langfuse/otel",
);
const { setLangfuseTracerProvider } = await load<{ setLangfuseTracerProvider(provider: object): void }>(
  "@langfuse/tracing",
);
await compareVendor({
  package: "@langfuse/langchain",
  attach: async ({ url }) => {
    const processor = new LangfuseSpanProcessor({ baseUrl: url, publicKey: "public", secretKey: "secret" });
    const provider = await createTracerProvider(processor);
    setLangfuseTracerProvider(provider);
    return {
      handler: new CallbackHandler({ userId: "user-1", sessionId: "session-1", tags: ["test"] }),
      flush: () => provider.forceFlush(),
    };
  },
  read: spansOf,
  differences: [noVersions, ownTagsLast],
});
