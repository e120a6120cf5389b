import { runStream, type RunnableConfig } from "@earshot/core/events";
import type { Work } from "@earshot/handlers/web";
import { wait } from "./wait.js";

const start = { prompt: "secret prompt", invocationParams: { key: "secret" }, options: {} };
const combine = (chunks: readonly string[]) => ({ generations: [[{ text: chunks.join("") }]] });

/** Work that is a model's, which yields what `body` does. */
export function modelOf(body: () => AsyncIterable<string>): Work {
  return (config) => runStream({ kind: "llm", name: "llm", start, combine }, body, config as RunnableConfig);
}

/** A model that says these texts, each after so long. */
export function saying(texts: Iterable<string>, milliseconds = 0): Work {
  return modelOf(async function* () {
    for (const text of texts) {
      if (milliseconds > 0) await wait(milliseconds);
      yield text;
    }
  });
}

/** So many texts, each of which can be told from the others. */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index};`);
}
