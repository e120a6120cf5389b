import type { Recording } from "./normalise-recording.js";

/** One place where Earshot answers otherwise than LangChain, on purpose. */
export interface DeliberateDifference {
  /** The programs in which it occurs: in each of them, or somewhere among all. */
  readonly programs: readonly string[] | "all";
  /** What a handler or a caller notices. */
  readonly what: string;
  readonly reason: string;
  /** LangChain leaves runs of these programs open: started, and never ended. */
  readonly endsOpenRuns?: true;
  /** What Earshot's recording must be, made from LangChain's. It must change it, or the entry is stale. */
  readonly expected: (langchain: Recording) => Recording;
}
