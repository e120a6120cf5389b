import type { JsonValue } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { Heard } from "../matchers/event-pattern.js";
import { eventsOf } from "../matchers/events-of.js";
import { heardRuns, type HeardRun } from "./heard-run.js";
import { type NormalizedRun, normalizedRun } from "./normalized-run.js";
import { relabel } from "./relabel.js";
import { renderHeardRuns } from "./render-heard-runs.js";
import { sortSiblings } from "./sort-siblings.js";

/** How {@link normalizedTree} says it. */
export interface NormalizedTreeOptions<TForm extends "data" | "text"> {
  /** `"data"`, the default: all that was said, as plain data. `"text"`: a line a run, to read. */
  readonly form?: TForm;
}

const shapes: ShapesOf<NormalizedTreeOptions<"data" | "text">> = { form: option.oneOf("data", "text") };

/**
 * Events as the trees that they tell of, the same for the same program every time, for snapshots: ids become `r1`, `r2` …, there are no times and
 * durations, and runs that went on side by side are sorted by what they are and were given.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { normalizedTree, recordingHandler, scriptedChatModel } from "@earshot/testing";
 *
 * const recording = recordingHandler();
 * const chain = RunnableLambda.from((topic: string) => `A joke about ${topic}?`).pipe(scriptedChatModel("Knock knock."));
 * await chain.invoke("bears", { callbacks: [recording] });
 * console.log(normalizedTree(recording, { form: "text" }));
 * // => chain RunnableSequence: "bears" → "Knock knock."
 * // => ├ chain RunnableLambda: "bears" → "A joke about bears?"
 * // => └ chat_model ScriptedChatModel: human: "A joke about bears?" → "Knock knock."
 * ```
 */
export function normalizedTree(heard: Heard, options?: NormalizedTreeOptions<"data">): NormalizedRun[];
export function normalizedTree(heard: Heard, options: NormalizedTreeOptions<"text">): string;
export function normalizedTree(
  heard: Heard,
  options: NormalizedTreeOptions<"data" | "text"> = {},
): NormalizedRun[] | string {
  checkOptions("normalizedTree", options, shapes);
  const { form = "data" } = options;
  const roots = sortSiblings(heardRuns(eventsOf(heard))).map(sorted);
  if (form === "text") return renderHeardRuns(roots);
  const labels = new Map<string, string>();
  const add = ({ runId, children }: HeardRun): void => {
    labels.set(runId, `r${labels.size + 1}`);
    for (const child of children) add(child);
  };
  for (const root of roots) add(root);
  return relabel(roots.map(toTree) as unknown as JsonValue, labels) as unknown as NormalizedRun[];
}

function sorted(run: HeardRun): HeardRun {
  return { ...run, children: sortSiblings(run.children).map(sorted) };
}

function toTree(run: HeardRun): NormalizedRun {
  const alone = normalizedRun(run);
  return run.children.length === 0 ? alone : { ...alone, runs: run.children.map(toTree) };
}
