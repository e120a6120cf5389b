import { Command } from "commander";
import { commandLines } from "./command-lines.js";
import { cliVersion } from "./cli-version.js";
import type { CommandLine } from "./command-line.js";
import type { CommandContext } from "./terminal/command-context.js";

/**
 * What the command line understands. A command's own code is loaded when it is called, so that `earshot --help` need not wait for all of them.
 * Wrong usage throws commander's error after it was told; `settle` gets the exit code of the command that ran.
 */
export function commandProgram(context: CommandContext, settle: (exitCode: number) => void): Command {
  const program = new Command("earshot")
    .description("Hear LLM chains: what ran, below what, for how long, at what cost, and how it ended.")
    .version(cliVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("(earshot --help tells what there is)")
    .exitOverride();
  for (const line of commandLines) {
    const command = program
      .command(line.usage)
      .summary(line.summary)
      .description(line.description ?? line.summary)
      .helpOption("-h, --help", "print this")
      .showHelpAfterError(`(earshot ${line.usage.split(" ")[0]} --help tells what there is)`)
      .exitOverride();
    line.addOptions(command);
    command.addHelpText("after", `\nExamples:\n${examplesOf(line)}`);
    command.action(async () => {
      const run = await line.load();
      const exitCode = await run({ words: command.args, options: command.opts(), context });
      const isBroken = line.isEndless !== true && context.interrupted.reason === "SIGINT";
      settle(isBroken ? 130 : exitCode);
    });
  }
  return program;
}

function examplesOf({ examples }: CommandLine): string {
  const longest = Math.max(...examples.map(([call]) => call.length));
  return examples.map(([call, does]) => `  earshot ${call.padEnd(longest)}  ${does}`).join("\n");
}
