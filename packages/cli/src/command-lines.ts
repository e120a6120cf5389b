import { Option } from "commander";
import type { CommandLine } from "./command-line.js";
import { parseBytes } from "./options/parse-bytes.js";
import { parseDuration } from "./options/parse-duration.js";
import { parsePort } from "./options/parse-port.js";
import { parseStep } from "./options/parse-step.js";
import { parseWholeNumber } from "./options/parse-whole-number.js";
import { addRunConditions, addRunFilters } from "./options/run-filters.js";
import { addStoreOption, addStoreOptions } from "./options/store-options.js";

const groups = ["name", "model", "kind", "status", "session"];

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
    usage: "tail",
    summary: "show runs of all programs as they begin and end",
    description: `Shows what comes into the store, from whatever process, until Ctrl-C ends it. On a terminal, runs that are running
stand below with what models are saying; in a file or pipe, each has a line when it begins and one when it ends.
A store that is not there yet is waited for. With --since, what began since then is told first.`,
    examples: [
      ["tail", "outermost runs"],
      ["tail --status error --since 1h", "what fails, and what failed in the last hour"],
      ["tail --kind tool --name search", "calls of a tool"],
      ["tail --all --json | jq .name", "every run, as a record"],
    ],
    isEndless: true,
    addOptions: (command) =>
      addRunConditions(addStoreOptions(command)).option("--all", "inner runs too, not the outermost alone"),
    load: async () => (await import("./tail/tail-command.js")).tailCommand,
  },
  {
    usage: "runs",
    summary: "list runs: when, for how long, how many tokens, at what cost",
    description: `Lists runs, the newest first: when they began, for how long they ran, how many tokens they took, and at what cost.
Outermost runs are meant, unless --all, --kind or --model asks for inner ones.`,
    examples: [
      ["runs", "the last 20"],
      ["runs --status error --since 2h", "what failed in the last two hours"],
      ["runs --feedback bad --feedback note", "what was rated bad, or noted on"],
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
    usage: "diff <left> <right>",
    summary: "compare two runs: their trees, and what they were asked and answered",
    description: `Compares two runs with all that ran below them, run by run: what is only in one of them (- and +), and in what
the others differ (~). Runs are named as for show.`,
    examples: [
      ["diff 0199a3 latest", "a run and the last one"],
      ["diff 0199a3 0199b7 --exit-code", "fail if they differ"],
    ],
    addOptions: (command) => addStoreOptions(command).option("--exit-code", "exit with 1 if they differ"),
    load: async () => (await import("./diff/diff-command.js")).diffCommand,
  },
  {
    usage: "stats",
    summary: "count runs, errors, times, tokens and costs",
    description: `Puts runs together by name, model, kind, status or session, and counts: runs, errors, how long they took
(half of them, nine of ten, 99 of 100 took no longer), when their first token came, tokens, cost.`,
    examples: [
      ["stats --since 24h", "the runs of a day, by name"],
      ["stats --by model", "what each model took and cost"],
      ["stats --by status --every 1h", "how runs ended, hour by hour"],
    ],
    addOptions: (command) =>
      addRunConditions(addStoreOptions(command))
        .addOption(new Option("--by <what>", "what puts runs together").choices(groups).default("name"))
        .option("--every <duration>", "a row for each such step in time: 15m, 1h, 1d", parseStep),
    load: async () => (await import("./stats/stats-command.js")).statsCommand,
  },
  {
    usage: "export [runs...]",
    summary: "write traces as JSON lines",
    description: `Writes all events of traces, one a line: those that are named by the id of a run in them, or those that the
filters find, or all. earshot import and the studio take them in again.`,
    examples: [
      ["export --output traces.jsonl", "all there is"],
      ["export latest | gzip > run.jsonl.gz", "one trace"],
      ["export --status error --since 7d", "what failed in a week"],
    ],
    addOptions: (command) =>
      addRunConditions(addStoreOptions(command)).option(
        "-o, --output <file>",
        "the file to write; default, and -: stdout",
      ),
    load: async () => (await import("./export/export-command.js")).exportCommand,
  },
  {
    usage: "import <files...>",
    summary: "take JSON lines into the store",
    description: `Takes exports in, and the files that jsonlHandler() writes. Lines that are no event are told and left out;
what the store has already counts once. - is stdin; files that end in .gz are unpacked.`,
    examples: [
      ["import traces.jsonl more.jsonl.gz", "files"],
      ["import - < traces.jsonl", "what comes by stdin"],
    ],
    addOptions: addStoreOptions,
    load: async () => (await import("./import/import-command.js")).importCommand,
  },
  {
    usage: "prune",
    summary: "delete the oldest traces",
    description: `Deletes whole traces, the oldest first, that are over what is to be kept. Running ones stay.
On a terminal it asks before; elsewhere it needs --yes.`,
    examples: [
      ["prune --keep 10000 --dry-run", "how many are over ten thousand"],
      ["prune --older-than 30d --yes", "what is older than a month, without asking"],
      ["prune --max-size 2GB", "as much as it takes"],
    ],
    addOptions: (command) =>
      addStoreOptions(command)
        .option("--keep <count>", "at most so many traces", parseWholeNumber)
        .option("--older-than <duration>", "traces that began longer ago: 12h, 30d", parseDuration)
        .option("--max-size <bytes>", "until the store is no larger: 500MB, 2GB", parseBytes)
        .option("--dry-run", "delete nothing, say what would go")
        .option("-y, --yes", "don't ask"),
    load: async () => (await import("./prune/prune-command.js")).pruneCommand,
  },
  {
    usage: "mcp",
    summary: "let a coding agent look at runs, over the Model Context Protocol",
    description: `Serves the store over stdin and stdout to an agent that speaks the Model Context Protocol: tools that list, search,
read and compare runs, and count. None changes anything.`,
    examples: [["mcp --store traces.db", "what an agent's settings name as the server's command"]],
    isEndless: true,
    addOptions: addStoreOption,
    load: async () => (await import("./mcp/mcp-command.js")).mcpCommand,
  },
  {
    usage: "doctor",
    summary: "look for what keeps traces from being heard, kept or shown",
    description: `Looks at Node, SQLite, the store, the studio's port and the packages of the current folder, and says what to do.
It fails if something is wrong.`,
    examples: [["doctor", "look at this folder"]],
    addOptions: (command) =>
      addStoreOptions(command).option("--port <port>", "where the studio should be", parsePort, 4319),
    load: async () => (await import("./doctor/doctor-command.js")).doctorCommand,
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
