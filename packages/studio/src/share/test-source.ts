import { modelTest } from "./model-test.js";
import { programTest } from "./program-test.js";
import type { TracedRun } from "./traced-run.js";

/**
 * Source of a test of a run. A model's call is known whole: its test passes as it is, beside its recording. Of all else a trace knows what went in
 * and came out, and which models were called, but not which code did so: such a test has one place to fill in.
 */
export function testSource(traced: TracedRun, { fileName }: { readonly fileName: string }): string {
  const { kind } = traced.run;
  return kind === "chat_model" || kind === "llm" ? modelTest(traced, { fileName }) : programTest(traced, { fileName });
}
