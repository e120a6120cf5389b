import type { CommandLine } from "./command-line.js";
import { parsePort } from "./options/parse-port.js";
import { addRunFilters } from "./options/run-filters.js";
import { addStoreOptions } from "./options/store-options.js";

/** All commands there are, as `earshot --help` lists them. */
export const commandLines: readonly CommandLine[] = [
  {
    usage: "studio",
    summary: "serve the studio, a page that shows runs live, and open it",
    description: `Serves the studio on this machine and opens it in the browser: a page that shows all runs of the store, live.
It takes OpenTelemetry's traces too, at /v1/traces. Ctrl-C ends it.`,
    examples: [
      ["studio", "serve the store of this folder at http://127.0.0.1:4319"],
      ["studio --port 0 --no-open", "at any free port, without a browser"],
      ["studio --host 0.0.0.0", "for others on the network: the address has a token"],
    ],
    isEndless: true,
    addOptions: (command) =>
      addStoreOptions(command)
        .option("--port <port>", "where it listens", parsePort, 4319)
        .option("--host <address>", "which address it listens to; any but loopback needs the token", "127.0.0.1")
        .option("--otlp-port <port>", "another port that takes OpenTelemetry's traces, such as 4318", parsePort)
        .option("--no-open", "open no browser"),
    load: async () => (await import("./studio/studio-command.js")).studioCommand,
  },
  {
    usage: "runs",
    summary: "list runs: when, for how long, how many tokens, at what cost",
    examples: [
      ["runs", "the last 20"],
      ["runs --status error --since 2h", "what failed in the last two hours"],
      ["runs --text refund --order costliest", "what speaks of a refund, the costliest first"],
      ["runs --kind tool --name search --json", "calls of a tool, as JSON"],
    ],
    addOptions: (command) => addRunFilters(addStoreOptions(command)),
    load: async () => (await import("./runs/runs-command.js")).runsCommand,
  },
  {
    usage: "show [run]",
    summary: "draw the tree of a run",
    description: `Draws the tree of a run: what ran below it, when, with how many tokens, at what cost, and how it ended.
The run is named by its id, by the beginning of its id, or by "latest", which is the default.`,
    examples: [
      ["show", "the run that began last"],
      ["show 0199 --payloads", "a run by the beginning of its id, with inputs and outputs"],
    ],
    addOptions: (command) => addStoreOptions(command).option("--payloads", "its events' inputs and outputs too"),
    load: async () => (await import("./show/show-command.js")).showCommand,
  },
  {
    usage: "demo",
    summary: "run a chain of prompt and model, print all it says, and draw the tree of its runs",
    description: `Runs the program of the guide "How to create custom callback handlers" and prints what it hears,
then draws the same chain as it runs. A loopback server answers, in the API's own protocol;
with ANTHROPIC_API_KEY set, the API does (ANTHROPIC_MODEL chooses the model).

Colours are used on a terminal, unless NO_COLOR is set.`,
    examples: [["demo --offline", "without asking the API, key or not"]],
    addOptions: (command) => command.option("--offline", "use the loopback server even if there is a key"),
    load: async () => (await import("./demo/demo-command.js")).demoCommand,
  },
];
