import type { Command } from "commander";

/** The options that all commands have that look at a store. */
export function addStoreOptions(command: Command): Command {
  return command
    .option("--store <file>", "the store (default: EARSHOT_STORE, or .earshot/traces.db)")
    .option("--json", "print JSON");
}
