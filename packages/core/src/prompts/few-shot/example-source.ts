import type { RunnableConfig } from "../../context/run-config.js";
import { childConfig } from "../../runnables/child-config.js";
import type { Run } from "../../runs/run.js";
import type { BaseExampleSelector } from "../example-selectors/base-example-selector.js";
import type { Example } from "../example-selectors/example.js";
import type { TemplateValues } from "../interpolate.js";
import { InvalidPromptError } from "../invalid-prompt-error.js";

/** Where the examples of a prompt come from: exactly one of these. */
export interface ExampleSource {
  examples?: Example[];
  exampleSelector?: BaseExampleSelector;
}

/** @throws InvalidPromptError if there are two sources, or none */
export function checkSource({ examples, exampleSelector }: ExampleSource): void {
  if ((examples === undefined) !== (exampleSelector === undefined)) return;
  throw new InvalidPromptError(
    `A few-shot prompt takes \`examples\` or an \`exampleSelector\`, and was given ${examples === undefined ? "neither" : "both"}.`,
  );
}

/** The examples for these values. What a selector calls to choose is heard below the prompt's run. */
export function examplesFor(
  { examples, exampleSelector }: ExampleSource,
  values: TemplateValues,
  run: Run | undefined,
): readonly Example[] | Promise<readonly Example[]> {
  if (examples !== undefined) return examples;
  const config: RunnableConfig | undefined = run && childConfig(run);
  return (exampleSelector as BaseExampleSelector).selectExamples(values, config);
}
