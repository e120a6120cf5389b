/** What one program in a process of its own finds out on either library. */
export interface Defect {
  /** A file in `defects/`. */
  readonly program: string;
  /** What holds in Earshot. */
  readonly what: string;
  readonly inLangChain: string;
  readonly langchain: unknown;
  readonly earshot: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Defects of LangChain's that show outside the calls of one run, and how Earshot fares. */
export const langChainDefects: readonly Defect[] = [
  {
    program: "handler-failure-reports",
    what: "A handler's failure is reported, under the event's own name",
    inLangChain:
      "A failing `handleChatModelStart` is reported as `handleLLMStart`, a failing `handleToolEvent` not at all",
    langchain: { reports: ["handleLLMStart"] },
    earshot: { reports: ["chat_model.start", "tool.delta"] },
  },
  {
    program: "raise-error-in-background",
    what: "A handler with `raiseError` stops the run, awaited or not",
    inLangChain: "Unless it is awaited too, the run returns normally and the process gets an unhandled rejection",
    langchain: { outcome: "returned", unhandled: 1 },
    earshot: { outcome: "no", unhandled: 0 },
  },
  {
    program: "slow-handler-of-another-run",
    what: "A slow handler delays no other run's",
    inLangChain: "All handlers of the process stand in one queue",
    langchain: { delayed: true },
    earshot: { delayed: false },
  },
  {
    program: "nested-without-config",
    what: "A child without a config is heard, whatever else is imported",
    inLangChain: "It is silent, until somebody imports `callbacks/dispatch`",
    langchain: { heard: ["parent"] },
    earshot: { heard: ["parent", "child"] },
  },
  {
    program: "ignored-custom-event",
    what: "`ignoreCustomEvent` holds for run managers too",
    inLangChain: "Only the manager looks at it, not the run",
    langchain: { heard: 1 },
    earshot: { heard: 0 },
  },
  {
    program: "verbose-environment",
    what: "`LANGCHAIN_VERBOSE` prints each run once",
    inLangChain: "A chain three deep is printed once, twice and three times",
    langchain: { outermost: 1, middle: 2, innermost: 3 },
    earshot: { outermost: 1, middle: 1, innermost: 1 },
    environment: { LANGCHAIN_VERBOSE: "true" },
  },
  {
    program: "aborted-lambda",
    what: "A body whose run was aborted can tell, at any depth",
    inLangChain: "The caller is told, and the body runs on without a signal",
    langchain: { outcome: "AbortError", bodyCanTell: false },
    earshot: { outcome: "AbortError", bodyCanTell: true },
  },
  {
    program: "changed-metadata",
    what: "The caller's metadata object stays as it was",
    inLangChain: "`ensureConfig` writes `model` and `timeoutMs` into it",
    langchain: { key: "value", model: "scripted-1", timeoutMs: 1000 },
    earshot: { key: "value" },
  },
  {
    program: "hung-handler",
    what: "A handler that hangs is given up on",
    inLangChain: "`awaitAllCallbacks()` never returns",
    langchain: { awaitAllCallbacks: "hangs" },
    earshot: { awaitAllCallbacks: "returns" },
  },
];
