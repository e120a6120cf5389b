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

/** What shows outside the calls of one run and differs: defects of LangChain's for the most part, and how Earshot fares. */
export const langChainDefects: readonly Defect[] = [
  {
    program: "silent-handler-failure",
    what: "A handler's failure is told to `onHandlerError`, counted by `flush`, and printed nowhere: set `onHandlerError`, or you see nothing",
    inLangChain: "It is printed to the console",
    langchain: { printed: 1 },
    earshot: { printed: 0 },
  },
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
    program: "unawaited-child",
    what: "A child that isn't awaited is cancelled when its parent returns: await it in the parent, or call it without the parent's config",
    inLangChain: "It runs on, and ends after its parent",
    langchain: { child: "child", ends: ["parent", "child"] },
    earshot: { child: "AbortError", ends: ["AbortError", "parent"] },
  },
  {
    program: "lone-braces",
    what: "In f-string templates `{a`, `a}`, `{ a }` and literal JSON are text",
    inLangChain: "A lone brace is an error; what stands between two is a variable's name, spaces and all",
    langchain: { "{a": "an error", "a}": "an error", "{ a }": "X", '{"a": 1}': "X" },
    earshot: { "{a": "{a", "a}": "a}", "{ a }": "{ a }", '{"a": 1}': '{"a": 1}' },
  },
  {
    program: "timeout-of-nothing",
    what: "A `timeout` of 0 or less is a timeout that is up: the run starts, is heard, and ends as soon as it takes any time",
    inLangChain: "It is refused with a plain `Error` before the run starts",
    langchain: { outcomes: ["Error", "Error"], starts: 0 },
    earshot: { outcomes: ["TimeoutError", "TimeoutError"], starts: 2 },
  },
  {
    program: "hung-handler",
    what: "A handler that hangs is given up on",
    inLangChain: "`awaitAllCallbacks()` never returns",
    langchain: { awaitAllCallbacks: "hangs" },
    earshot: { awaitAllCallbacks: "returns" },
  },
];
