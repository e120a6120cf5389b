import type { RunRecord } from "@earshot/trace";

/** Which models a recording has, by what its calls are called. */
interface Recorded {
  readonly run: RunRecord;
  readonly fileName: string;
}

/**
 * Source of a test that replays a run's model calls. What a trace knows is which models were called, and with what; which code did so it can't know,
 * so the test has one place to fill in.
 */
export function testSource(runs: readonly RunRecord[], { run, fileName }: Recorded): string {
  const names = [...new Set(runs.filter(({ kind }) => kind === "chat_model").map(({ name }) => name))];
  const models = names.map((name, index) => {
    const options = names.length > 1 ? `, { model: ${literal(name)} }` : "";
    return `    const ${names.length === 1 ? "model" : `model${index + 1}`} = replayModel(recording${options}); // ${inComment(name)}`;
  });
  const outcome =
    run.status === "error"
      ? `    await expect(answer).rejects.toThrow(${literal(run.error?.message ?? "")});`
      : `    await expect(answer).resolves.toBeDefined(); // in the trace: ${inComment(run.outputPreview ?? "nothing")}`;
  return `import { replayModel } from "@earshot/testing";
import { describe, expect, it } from "vitest";

// The answers that the models gave, one event a line. Keep it beside this file.
const recording = new URL(${literal(`./${fileName}`)}, import.meta.url);

describe(${literal(run.name)}, () => {
  it("does as it did in the trace", async () => {
${models.join("\n")}
    // Put here what was run, with ${names.length === 1 ? "this model in the place of its own" : "these models in the places of its own"}. It was given: ${inComment(run.inputPreview ?? "nothing")}
    const answer = run(${names.length === 1 ? "model" : names.map((_, index) => `model${index + 1}`).join(", ")});
${outcome}
  });
});
`;
}

/** Ends of lines that JSON takes for text, and what turns around the order in which text is read, so that source looks like what it is not. */
const misleading = /[\u2028\u2029\p{Bidi_Control}]/gu;

/** Text as a literal of the language, whatever is in it. */
const literal = (text: string): string =>
  JSON.stringify(text).replaceAll(misleading, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Text that can't leave the line it stands in. */
function inComment(text: string): string {
  const line = text
    .replaceAll(/\p{Cc}+/gu, " ")
    .replaceAll(misleading, " ")
    .trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
