import { readFileSync } from "node:fs";

/** One text, and the rule that is to find it, or to leave it. */
export interface CorpusEntry {
  readonly rule: string;
  readonly text: string;
}

const file = new URL("../redaction/corpus.json", import.meta.url);
const corpus = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<"true" | "false", readonly string[]>>;

// The dot keeps scanners of repositories from taking what is made up for real.
const entries = (kind: "true" | "false"): readonly CorpusEntry[] =>
  Object.entries(corpus).flatMap(([rule, texts]) =>
    texts[kind].map((text) => ({ rule, text: text.replaceAll("·", "") })),
  );

/** What rules have to find. */
export const sensitive = entries("true");
/** What looks like it and has to stay. */
export const harmless = entries("false");
