import type { RunRecord } from "@earshot/trace";
import type { CommandContext } from "../terminal/command-context.js";
import { lineOfRun } from "./line-of-run.js";
import type { TailView } from "./tail-view.js";

/** For files and pipes: a line when a run begins, and one when it ends. It waits for who reads them, and keeps none. */
export class LineTail implements TailView {
  readonly #context: CommandContext;
  readonly #isJson: boolean;

  constructor(context: CommandContext, { isJson }: { readonly isJson: boolean }) {
    this.#context = context;
    this.#isJson = isJson;
  }

  begin(): void {
    this.say("Listening. Ctrl-C ends it.");
  }

  async hear(told: readonly RunRecord[]): Promise<void> {
    for (const run of told) {
      if (this.#context.unread.aborted) return;
      await this.#context.send(this.#isJson ? JSON.stringify(run) : lineOfRun(run, this.#context));
    }
  }

  say(text: string): void {
    this.#context.note(text);
  }

  end(): void {
    // What was told stands.
  }
}
