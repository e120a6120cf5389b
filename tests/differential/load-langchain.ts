import type { Library } from "./library.js";

/** `@langchain/core` as it is installed. Ambient context is off until somebody imports its `callbacks/dispatch`. */
export async function loadLangChain(): Promise<Library> {
  const modules = await Promise.all([
    import("@langchain/core/callbacks/base"),
    import("@langchain/core/callbacks/manager"),
    import("@langchain/core/language_models/chat_models"),
    import("@langchain/core/documents"),
    import("@langchain/core/messages"),
    import("@langchain/core/output_parsers"),
    import("@langchain/core/outputs"),
    import("@langchain/core/prompts"),
    import("@langchain/core/retrievers"),
    import("@langchain/core/runnables"),
    import("@langchain/core/vectorstores"),
    import("@langchain/core/callbacks/dispatch/web"),
  ]);
  return Object.assign({}, ...modules) as Library;
}
