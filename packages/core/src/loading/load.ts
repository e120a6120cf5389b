import { findSecrets } from "./find-secrets.js";
import { inspectText } from "./inspect-text.js";
import { LoadError } from "./load-error.js";
import type { LoadOptions } from "./load-options.js";
import { reviveText } from "./revive-text.js";

const defaultLength = 10_000_000;

/**
 * Makes what was written down with `JSON.stringify`: Earshot's messages, prompts, documents, parsers and sequences – those of LangChain,
 * too – alone or anywhere inside other data.
 *
 * Nothing is made that is not on the list: Earshot's own serializable classes, and those in the modules that you pass. The whole text is
 * looked through first, and only if nothing in it is refused are secrets looked up and objects made, the innermost first. A text is
 * still the word of whoever wrote it: it can put a secret that you hand it into any place.
 *
 * `loads`, which is what it is called in LangChain's Python, is the same function.
 *
 * @throws LoadError naming the place and the reason
 * @example
 * ```ts
 * import { load } from "@earshot/core/load";
 * import { HumanMessage } from "@earshot/core/messages";
 *
 * const text = JSON.stringify({ history: [new HumanMessage("hello")] });
 * const { history } = await load<{ history: HumanMessage[] }>(text);
 * console.log(history[0]?.getType(), history[0]?.text); // => human hello
 * ```
 */
export async function load<TLoaded = unknown>(text: string, options: LoadOptions = {}): Promise<TLoaded> {
  const parsed = parse(text, options.maxLength ?? defaultLength);
  const { classes, secrets } = inspectText(parsed, options);
  return reviveText(parsed, { classes, secrets: await findSecrets(secrets, options) }) as TLoaded;
}

function parse(text: string, maxLength: number): unknown {
  if (typeof text !== "string") {
    const message = `it is ${text === null ? "null" : `of type ${typeof text}`}, and no text. Give it what JSON.stringify has made of the value.`;
    throw new LoadError(message, { path: "$", reason: "syntax" });
  }
  if (text.length > maxLength) {
    const message = `it has ${text.length} characters, and ${maxLength} are allowed. Raise \`maxLength\` if that is meant.`;
    throw new LoadError(message, { path: "$", reason: "too_large" });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new LoadError(`it is no JSON. ${(cause as Error).message}`, { path: "$", reason: "syntax", cause });
  }
}
