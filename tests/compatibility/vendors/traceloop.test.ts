import { load } from "../lane.js";
import { compareVendor } from "../support/compare-vendor.js";
import { createTracerProvider, exportTo, spansOf } from "../support/open-telemetry.js";
import { noVersions } from "../support/shared-differences.js";
import { loadLibraries } from "../support/load-libraries.js";

interface Instrumentation {
  manuallyInstrument(modules: { readonly callbackManagerModule: object }): void;
  setTracerProvider(provider: object): void;
}

const { LangChainInstrumentation } = await load<{ LangChainInstrumentation: new () => Instrumentation }>(
  "@traceloop/instrumentation-langchain",
);

// It patches LangChain's own manager as it is made; Earshot's it is given.
const instrumentation = new LangChainInstrumentation();
instrumentation.manuallyInstrument({ callbackManagerModule: (await loadLibraries()).earshot });

await compareVendor({
  package: "@traceloop/instrumentation-langchain",
  attach: async ({ url }) => {
    const provider = await createTracerProvider(await exportTo(url));
    instrumentation.setTracerProvider(provider);
    return { flush: () => provider.forceFlush() };
  },
  read: spansOf,
  differences: [noVersions],
});
