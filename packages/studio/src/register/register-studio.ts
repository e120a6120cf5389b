import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { configure } from "@earshot/core/events";
import { studio } from "../handler/studio.js";

/** What attaches configured handlers to the runs of others, where an app has it. */
const attachments = ["@earshot/langchain/register", "@earshot/ai-sdk/register"];

/**
 * `studio()` hears every run of the process; those of LangChain and the calls of AI SDK 7 too, if `@earshot/langchain` and `@earshot/ai-sdk` are installed
 * beside the app.
 */
export async function registerStudio(): Promise<void> {
  configure({ callbacks: [studio()] });
  await Promise.all(attachments.map(attach));
}

async function attach(name: string): Promise<void> {
  const path = pathIn(process.cwd(), name);
  if (path === undefined) return;
  try {
    await import(pathToFileURL(path).href);
  } catch (error) {
    // It stands there without what it attaches to.
    if ((error as { readonly code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error;
  }
}

function pathIn(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, "app.js")).resolve(name);
  } catch {
    return undefined;
  }
}
