import type { Library } from "./library.js";

/** The same names from Earshot's subpaths of the same names. */
export async function loadEarshot(): Promise<Library> {
  const modules = await Promise.all([
    import("@earshot/core/callbacks/base"),
    import("@earshot/core/callbacks/manager"),
    import("@earshot/core/chat_history"),
    import("@earshot/core/caches"),
    import("@earshot/core/language_models/chat_models"),
    import("@earshot/core/language_models/llms"),
    import("@earshot/core/documents"),
    import("@earshot/core/messages"),
    import("@earshot/core/example_selectors"),
    import("@earshot/core/output_parsers"),
    import("@earshot/core/output_parsers/openai_functions"),
    import("@earshot/core/output_parsers/openai_tools"),
    import("@earshot/core/outputs"),
    import("@earshot/core/prompts"),
    import("@earshot/core/retrievers"),
    import("@earshot/core/runnables"),
    import("@earshot/core/tools"),
    import("@earshot/core/utils/function_calling"),
    import("@earshot/core/runnables/graph"),
    import("@earshot/core/utils/testing"),
    import("@earshot/core/vectorstores"),
    import("@earshot/core/callbacks/dispatch/web"),
    import("@earshot/core/tracers/base"),
    import("@earshot/core/tracers/log_stream"),
    import("@earshot/core/tracers/run_collector"),
  ]);
  return Object.assign({}, ...modules) as Library;
}
