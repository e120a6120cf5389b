import type { Library } from "./library.js";

/** `@langchain/core` as it is installed. Ambient context is off until somebody imports its `callbacks/dispatch`. */
export async function loadLangChain(): Promise<Library> {
  const modules = await Promise.all([
    import("@langchain/core/callbacks/base"),
    import("@langchain/core/callbacks/manager"),
    import("@langchain/core/chat_history"),
    import("@langchain/core/caches"),
    import("@langchain/core/language_models/chat_models"),
    import("@langchain/core/language_models/llms"),
    import("@langchain/core/documents"),
    import("@langchain/core/messages"),
    import("@langchain/core/example_selectors"),
    import("@langchain/core/output_parsers"),
    import("@langchain/core/output_parsers/openai_functions"),
    import("@langchain/core/output_parsers/openai_tools"),
    import("@langchain/core/outputs"),
    import("@langchain/core/prompts"),
    import("@langchain/core/retrievers"),
    import("@langchain/core/runnables"),
    import("@langchain/core/tools"),
    import("@langchain/core/utils/function_calling"),
    import("@langchain/core/runnables/graph"),
    import("@langchain/core/utils/testing"),
    import("@langchain/core/vectorstores"),
    import("@langchain/core/callbacks/dispatch/web"),
    import("@langchain/core/tracers/base"),
    import("@langchain/core/tracers/log_stream"),
    import("@langchain/core/tracers/run_collector"),
  ]);
  return Object.assign({}, ...modules) as Library;
}
