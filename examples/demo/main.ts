// The main job: the page's program, run for real, and the tree of its runs. See --help.
import { parseArgs } from "node:util";
import { runDemo } from "./run-demo.js";

const help = `Runs the program of the guide "How to create custom callback handlers" and prints what it hears,
then draws the same chain as it runs.

  npm run demo                 a loopback server answers, in the API's own protocol
  ANTHROPIC_API_KEY=… npm run demo
                               the API answers (ANTHROPIC_MODEL chooses the model)

  --offline   use the loopback server even if there is a key
  --help      print this

Colours are used on a terminal, unless NO_COLOR is set.
`;

// A reader that leaves, as in `npm run demo | head -3`, is no reason to fall over.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const options = readOptions();
if (options === undefined) process.exitCode = 2;
else if (options.help === true) process.stdout.write(help);
else {
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  process.exitCode = await runDemo({ isOffline: options.offline === true, signal: interrupted.signal });
}

/** Undefined if there are others than the help knows: that has been said. */
function readOptions() {
  try {
    return parseArgs({ options: { offline: { type: "boolean" }, help: { type: "boolean", short: "h" } } }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${help}`);
    return undefined;
  }
}
