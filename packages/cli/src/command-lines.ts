import type { CommandLine } from "./command-line.js";
import { addRunFilters, addTracesOption } from "./options/run-filters.js";

/** All commands there are, as `earshot --help` lists them. */
export const commandLines: readonly CommandLine[] = [
  {
    usage: "runs",
    summary: "list runs: when, for how long, how many tokens, at what cost",
    addOptions: (command) => addRunFilters(addTracesOption(command)),
    load: async () => (await import("./runs/runs-command.js")).runsCommand,
  },
  {
    usage: "show [run]",
    summary: "draw the tree of a run",
    description: `Draws the tree of a run: what ran below it, when, with how many tokens, at what cost, and how it ended.
The run is named by its id, by the beginning of its id, or by "latest", which is the default.`,
    addOptions: (command) => addTracesOption(command).option("--payloads", "its events' inputs and outputs too"),
    load: async () => (await import("./show/show-command.js")).showCommand,
  },
  {
    usage: "demo",
    summary: "run a chain of prompt and model, print all it says, and draw the tree of its runs",
    description: `Runs the program of the guide "How to create custom callback handlers" and prints what it hears,
then draws the same chain as it runs. A loopback server answers, in the API's own protocol;
with ANTHROPIC_API_KEY set, the API does (ANTHROPIC_MODEL chooses the model).

Colours are used on a terminal, unless NO_COLOR is set.`,
    addOptions: (command) => command.option("--offline", "use the loopback server even if there is a key"),
    load: async () => (await import("./demo/demo-command.js")).demoCommand,
  },
];
