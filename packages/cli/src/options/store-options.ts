import type { Command } from "commander";

/** The option that all commands have that look at a store. */
export function addStoreOption(command: Command): Command {
  return command.option("--store <file>", "the store (default: EARSHOT_STORE, or .earshot/traces.db)");
}

/** The same, for those that print what they found. */
export function addStoreOptions(command: Command): Command {
  return addStoreOption(command).option("--json", "print JSON");
}
