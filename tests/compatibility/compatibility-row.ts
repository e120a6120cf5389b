/** The headings of docs/compatibility.md, in its order. A further one is a line here. */
export const sections = ["Vendors' handlers", "AI SDK", "LangChain and LangGraph"] as const;

/** What one test file found out about one package, on one version of Node.js. */
export interface CompatibilityRow {
  readonly section: (typeof sections)[number];
  /** The package's name on npm; with what of it is used, if it has more to offer: "`langsmith`: `LangChainTracer`". */
  readonly package: string;
  /** The one that is installed and was run. */
  readonly version: string;
  /** What was run and did what it should. */
  readonly works: readonly string[];
  /** What doesn't work, or not as with LangChain. */
  readonly not: readonly Limit[];
}

/** Something that a package doesn't get from Earshot, or gets otherwise. */
export interface Limit {
  readonly what: string;
  readonly reason: string;
}
