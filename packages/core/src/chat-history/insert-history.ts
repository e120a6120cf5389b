import type { BaseMessage } from "../messages/base-message.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import { Step } from "../runnables/step.js";
import type { RunnableLambda } from "../runnables/runnable-lambda.js";
import type { Run } from "../runs/run.js";

/** Puts a conversation into a dictionary, under a key. */
export class InsertHistory extends HeardRunnable<object, object> {
  override lc_namespace = ["langchain_core", "runnables"];
  override name = "insertHistory";
  readonly #key: string;
  readonly #load: Step;

  constructor(key: string, load: RunnableLambda<object, BaseMessage[]>) {
    super();
    this.#key = key;
    this.#load = new Step(load as never, Object.freeze([`map:key:${key}`]));
  }

  protected override async execute(input: object, run: Run): Promise<object> {
    return { ...input, [this.#key]: await this.#load.invoke(input, run) };
  }
}
