import type { Library } from "./library.js";

/** The same names from Earshot's subpaths of the same names. */
export async function loadEarshot(): Promise<Library> {
  const modules = await Promise.all([
    import("@earshot/core/callbacks/base"),
    import("@earshot/core/callbacks/manager"),
    import("@earshot/core/language_models/chat_models"),
    import("@earshot/core/documents"),
    import("@earshot/core/messages"),
    import("@earshot/core/output_parsers"),
    import("@earshot/core/outputs"),
    import("@earshot/core/prompts"),
    import("@earshot/core/retrievers"),
    import("@earshot/core/runnables"),
    import("@earshot/core/vectorstores"),
    import("@earshot/core/callbacks/dispatch/web"),
  ]);
  return Object.assign({}, ...modules) as Library;
}
