import { loadEarshot } from "../../differential/load-earshot.js";
import type { Library } from "../../differential/library.js";
import { load } from "../lane.js";

const subpaths = [
  "callbacks/base",
  "callbacks/manager",
  "documents",
  "language_models/chat_models",
  "language_models/llms",
  "messages",
  "output_parsers",
  "outputs",
  "prompts",
  "retrievers",
  "runnables",
  "tools",
];

/** Both libraries: the very copy of `@langchain/core` that vendors' packages import, and Earshot. */
export async function loadLibraries(): Promise<{ readonly langchain: Library; readonly earshot: Library }> {
  const modules = await Promise.all(subpaths.map((subpath) => load<object>(`@langchain/core/${subpath}`)));
  return { langchain: Object.assign({}, ...modules) as Library, earshot: await loadEarshot() };
}
