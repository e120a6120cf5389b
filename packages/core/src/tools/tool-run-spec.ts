import type { Handler } from "../events/handler.js";
import type { Serialized } from "../load/serialized.js";
import { callbacksOf } from "../runnables/heard-runnable.js";
import type { RunSpec } from "../runs/run-spec.js";

/** The parts of a tool that its runs are described by. */
export interface DescribedTool {
  readonly name: string;
  readonly runName: string | undefined;
  readonly callbacks: readonly Handler[] | undefined;
  readonly verbose?: boolean | undefined;
  readonly tags: readonly string[] | undefined;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  toJSON(): Serialized;
}

/** Reads what holds for the tool at the time of the run. */
export class ToolRunSpec implements RunSpec {
  readonly kind = "tool";
  readonly #tool: DescribedTool;
  #serialized: Serialized | undefined = undefined;

  constructor(tool: DescribedTool) {
    this.#tool = tool;
  }

  get name(): string {
    return this.#tool.name;
  }

  get runName(): string | undefined {
    return this.#tool.runName;
  }

  get callbacks(): readonly Handler[] | undefined {
    return callbacksOf(this.#tool);
  }

  get tags(): readonly string[] | undefined {
    return this.#tool.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> | undefined {
    return this.#tool.metadata;
  }

  /** As the tool was when it was first heard. */
  get serialized(): Serialized {
    return (this.#serialized ??= Object.freeze(this.#tool.toJSON()));
  }
}
