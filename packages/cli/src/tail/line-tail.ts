import type { TraceChanges } from "@earshot/trace";
import type { CommandContext } from "../terminal/command-context.js";
import { lineOfRun } from "./line-of-run.js";
import type { TailOptions } from "./tail-options.js";

/** For files and pipes: a line when a run begins, and one when it ends. */
export class LineTail {
  readonly #context: CommandContext;
  readonly #options: TailOptions;
  readonly #told = new Map<string, string>();

  constructor(context: CommandContext, options: TailOptions) {
    this.#context = context;
    this.#options = options;
  }

  begin(): void {
    this.#context.note("Listening. Ctrl-C ends it.");
  }

  hear({ runs }: TraceChanges): void {
    for (const run of runs) {
      if (!this.#options.isAll && run.runId !== run.rootRunId) continue;
      if (this.#told.get(run.runId) === run.status) continue;
      this.#told.set(run.runId, run.status);
      this.#context.print(this.#options.isJson ? JSON.stringify(run) : lineOfRun(run, this.#context));
    }
  }

  end(): void {
    this.#told.clear();
  }
}
