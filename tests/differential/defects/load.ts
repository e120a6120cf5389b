import type { Library } from "../library.js";

/** A library in a process of its own, and what differs in how one listens to it. */
export interface Subject {
  readonly library: Library;
  readonly awaitAllCallbacks: () => Promise<unknown>;
  /** Told, by whatever the library calls it, at which event a handler failed. */
  readonly onHandlerFailure: (listener: (event: string) => void) => void;
}

/** The library that the process was started for, by its first argument. */
export async function load(): Promise<Subject> {
  return process.argv[2] === "earshot" ? loadEarshotSubject() : loadLangChainSubject();
}

/** What the process found out, as the one line it prints. */
export function report(findings: unknown): void {
  process.stdout.write(`${JSON.stringify(findings)}\n`);
}

async function loadLangChainSubject(): Promise<Subject> {
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

async function loadEarshotSubject(): Promise<Subject> {
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
