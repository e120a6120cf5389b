import type { Command } from "commander";
import type { CommandContext } from "./terminal/command-context.js";

/** What a command is called with: its words, its options by their long names, and where it writes. */
export interface CommandCall {
  readonly words: readonly string[];
  readonly options: { readonly [name: string]: unknown };
  readonly context: CommandContext;
}

/** One command as the command line offers it. */
export interface CommandLine {
  /** Its name and words: `show [run]`. */
  readonly usage: string;
  readonly summary: string;
  /** In whole sentences. */
  readonly description: string;
  /** Calls that are worth knowing, without `earshot`, and what they do. */
  readonly examples: readonly (readonly [call: string, does: string])[];
  /** Ctrl-C is how it ends, and no failure. */
  readonly isEndless?: boolean;
  addOptions(command: Command): unknown;
  /** What it does; answers the exit code. */
  load(): Promise<(call: CommandCall) => Promise<number>>;
}
