import { load } from "../lane.js";
import { compareVendor } from "../support/compare-vendor.js";
import { isObject, mapJson, noVersions } from "../support/shared-differences.js";
import { createTracerProvider, exportTo, spansOf } from "../support/open-telemetry.js";

const { LangChainInstrumentation } = await load<{
  LangChainInstrumentation: new (options: object) => { manuallyInstrument(module: object): void };
}>("@arizeai/openinference-instrumentation-langchain");

await compareVendor({
  package: "@arizeai/openinference-instrumentation-langchain",
  attach: async ({ url, library }) => {
    const tracerProvider = await createTracerProvider(await exportTo(url));
    new LangChainInstrumentation({ tracerProvider }).manuallyInstrument({ ...library });
    return { flush: () => tracerProvider.forceFlush() };
  },
  read: spansOf,
  differences: [
    noVersions,
    {
      programs: ["a model of text: prompts and completions"],
      what: "A text prompt's output is its text",
      reason:
        "The client shows what has one field as that field's value; LangChain's prompt value has `lc_*` fields besides.",
      expected: (payload) =>
        mapJson(payload, (value) => {
          if (!isObject(value) || value["openinference.span.kind"] !== "PROMPT") return value;
          return { ...value, "output.mime_type": "text/plain", "output.value": "say hello" };
        }),
    },
  ],
});
