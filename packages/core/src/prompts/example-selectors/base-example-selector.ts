import type { RunnableConfig } from "../../context/run-config.js";
import { Serializable } from "../../load/serializable.js";
import type { Example } from "./example.js";

/** Chooses the examples that go into a few-shot prompt, for the values that it is given. */
export abstract class BaseExampleSelector extends Serializable {
  override lc_namespace = ["langchain_core", "example_selectors", "base"];

  abstract addExample(example: Example): Promise<void | string>;

  /** @param config what is called to choose belongs to the prompt's run */
  abstract selectExamples(inputVariables: Example, config?: RunnableConfig): Promise<Example[]>;
}
