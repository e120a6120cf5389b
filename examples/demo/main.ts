// The main job: the page's program, run for real, and the tree of its runs. See --help.
import { parseArgs } from "node:util";
import { runDemo } from "./run-demo.js";

const help = `Runs the program of the guide "How to create custom callback handlers" and prints what it hears.

  npm run demo                 a loopback server answers, in the API's own protocol
  ANTHROPIC_API_KEY=… npm run demo
                               the API answers (ANTHROPIC_MODEL chooses the model)

  --offline   use the loopback server even if there is a key
  --help      print this

Colours are used on a terminal, unless NO_COLOR is set.
`;

const { values } = parseArgs({ options: { offline: { type: "boolean" }, help: { type: "boolean", short: "h" } } });

if (values.help === true) process.stdout.write(help);
else {
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  process.exitCode = await runDemo({ isOffline: values.offline === true, signal: interrupted.signal });
}
