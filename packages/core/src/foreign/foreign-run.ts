import type { RunStatus } from "../events/run-facts.js";
import { RunHandle } from "../runs/run-handle.js";
import type { Run } from "../runs/run.js";
import { ToolDeltas } from "../runs/tool-deltas.js";
import { ForeignDeltas } from "./foreign-deltas.js";

/** How a run of another runtime ended, as far as that tells. Output that is left out is what its chunks came to. */
export interface ForeignOutcome {
  readonly status: RunStatus;
  readonly output?: unknown;
  readonly error?: unknown;
  /** A chain's inputs, if its start could not say them. */
  readonly inputs?: unknown;
}

/** Who keeps a foreign run to be found. */
interface ForeignRunKeeper {
  onEvent(): void;
  onEnd(): void;
}

/**
 * A run that another runtime works on: what that tells of it is heard here as of any run. It ends once; what is still open below it ends
 * before it, as cancelled; what is told afterwards changes nothing.
 */
export class ForeignRun extends RunHandle {
  readonly #run: Run;
  readonly #keeper: ForeignRunKeeper;
  #deltas: ForeignDeltas | ToolDeltas | undefined;

  /** @internal */
  constructor(run: Run, keeper: ForeignRunKeeper) {
    super(run);
    this.#run = run;
    this.#keeper = keeper;
  }

  /** False once it has ended, by itself or with the run above it. */
  get isOpen(): boolean {
    return this.#run.isOpen;
  }

  /** Says a token of a model, with its chunk if there is one, or a part of a tool's output. */
  delta(chunk: unknown, text = ""): Promise<void> | undefined {
    if (!this.isOpen) return undefined;
    this.#keeper.onEvent();
    const deltas = (this.#deltas ??=
      this.#run.kind === "tool" ? new ToolDeltas(this.#run) : new ForeignDeltas(this.#run));
    return deltas instanceof ToolDeltas ? deltas.say(chunk) : deltas.say(text, chunk);
  }

  /**
   * Ends the run. Cancelled without an error: its consumer left, and nothing failed.
   *
   * @throws a guard's objection to an end with status `ok`
   */
  settle({ status, output, error, inputs }: ForeignOutcome): Promise<void> | undefined {
    if (inputs !== undefined && this.isOpen) this.#run.inputs = inputs;
    this.#keeper.onEnd();
    return this.#run.settle({ status, output: output ?? this.#whole(), error });
  }

  #whole(): unknown {
    try {
      return this.#run.partialOutput?.();
    } catch {
      return undefined; // an end without output is better than none
    }
  }
}
