import type { Subject } from "./subject.js";

/** LangChain, told apart by what it writes to the console. */
export async function loadLangChainSubject(): Promise<Subject> {
  const [{ loadLangChain }, { awaitAllCallbacks }] = await Promise.all([
    import("../load-langchain.js"),
    import("@langchain/core/callbacks/promises"),
  ]);
  return {
    library: await loadLangChain(),
    awaitAllCallbacks,
    onHandlerFailure: (listener) => {
      // Its one way to say so: "Error in handler Object, handleLLMStart: Error: …".
      console.warn = (line: unknown) => listener(/, (\w+)/.exec(String(line))?.[1] ?? String(line));
      console.error = console.warn;
    },
  };
}

/** Earshot, with a delivery timeout that a test can wait for. */
export async function loadEarshotSubject(): Promise<Subject> {
  const [{ loadEarshot }, { awaitAllCallbacks }, { configure }] = await Promise.all([
    import("../load-earshot.js"),
    import("@earshot/core/callbacks/promises"),
    import("@earshot/core/events"),
  ]);
  if (process.env.LANGCHAIN_VERBOSE !== undefined) await import("@earshot/core/env");
  configure({ deliveryTimeoutMs: 100 });
  return {
    library: await loadEarshot(),
    awaitAllCallbacks,
    onHandlerFailure: (listener) => {
      configure({ onHandlerError: (_error, { eventType }) => listener(eventType) });
    },
  };
}
