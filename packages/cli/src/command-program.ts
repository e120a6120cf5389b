import { Command } from "commander";
import { commandLines } from "./command-lines.js";
import { cliVersion } from "./cli-version.js";
import type { CommandLine } from "./command-line.js";
import type { CommandContext } from "./terminal/command-context.js";

/** What came of the command that ran. */
export interface CommandOutcome {
  exitCode: number;
  /** A signal is how it ends, and no failure. */
  endsBySignal: boolean;
}

/**
 * What the command line understands, as far as these words need it: one command, or all. A command's own code is loaded when it is called.
 * Wrong usage throws commander's error after it was told; `outcome` tells what the command that ran came to.
 */
export function commandProgram(
  words: readonly string[],
  { context, outcome }: { readonly context: CommandContext; readonly outcome: CommandOutcome },
): Command {
  const { stdout, stderr } = context.host;
  const program = new Command("earshot")
    .description("Hear LLM chains: what ran, below what, for how long, at what cost, and how it ended.")
    .version(cliVersion, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("(earshot --help tells what there is)")
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns || 80,
      getErrHelpWidth: () => stderr.columns || 80,
      // Helps have no colours.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    // Narrow terminals too are no reason to break words.
    .configureHelp({ minWidthToWrap: 10 })
    .exitOverride();
  const called = commandLines.find(({ usage }) => nameOf(usage) === words[0]);
  for (const line of called === undefined ? commandLines : [called]) {
    const command = program
      .command(line.usage)
      .summary(line.summary)
      .description(reflowed(line.description))
      .helpOption("-h, --help", "print this")
      .showHelpAfterError(`(earshot ${nameOf(line.usage)} --help tells what there is)`)
      .exitOverride();
    line.addOptions(command);
    command.addHelpText("after", () => `\nExamples:\n${examplesOf(line, stdout.columns || 80)}`);
    command.action(async () => {
      outcome.endsBySignal = line.isEndless === true;
      const run = await line.load();
      outcome.exitCode = await run({ words: command.args, options: command.opts(), context });
    });
  }
  return program;
}

/**
 * Whoever asks for the help of a command that there is not, by `help nope` or `nope --help`, would be shown the help of all: called by its name alone,
 * it is said to be unknown. The help of `help` is the help of all.
 */
export function wordsToParse(words: readonly string[]): readonly string[] {
  const named = words[0] === "help" ? words[1] : words[0];
  // Help itself has no page of its own: what it lists is all that it does.
  if (words[0] === "help" && named === "help") return ["help"];
  if (named === undefined || named === "help" || named.startsWith("-")) return words;
  return commandLines.some(({ usage }) => nameOf(usage) === named) ? words : [named];
}

const nameOf = (usage: string): string => usage.split(" ", 1)[0] ?? "";

/** What each call does stands beside it, or below where there is no room. */
function examplesOf({ examples }: CommandLine, columns: number): string {
  const longest = Math.max(...examples.map(([call]) => call.length));
  const beside = examples.map(([call, does]) => `  earshot ${call.padEnd(longest)}  ${does}`);
  if (beside.every((line) => line.length <= columns)) return beside.join("\n");
  return examples.map(([call, does]) => `  earshot ${call}\n      ${does}`).join("\n");
}

/** Lines are broken where the terminal ends, not where the source does. */
function reflowed(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?!\n)/gu, " ");
}
