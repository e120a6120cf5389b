import { InvalidArgumentError, Option, type Command } from "commander";
import type { FeedbackKind } from "@earshot/trace";
import { parseCount } from "./parse-count.js";
import { parseSince } from "./parse-since.js";

const statuses = ["ok", "error", "cancelled", "interrupted", "running", "unknown"];
const kinds = ["chain", "chat_model", "llm", "tool", "retriever", "embedding"];
// Named here, as the others are: to ask the reducer for them would load it at each start.
const feedback: readonly FeedbackKind[] = ["good", "bad", "note"];
const orders = ["newest", "oldest", "slowest", "costliest"];

/** Options that say which runs. Those that are given several times mean any of theirs. */
export function addRunConditions(command: Command): Command {
  return command
    .addOption(repeatable("--status <status>", "how they ended", statuses))
    .addOption(repeatable("--kind <kind>", "what they are; inner runs too", kinds))
    .addOption(repeatable("--name <name>", "what they are called"))
    .addOption(repeatable("--model <model>", "which model; inner runs too"))
    .addOption(repeatable("--tag <tag>", "a tag they have"))
    .addOption(repeatable("--feedback <what>", "rated so, or noted on", feedback))
    .option("--session <id>", "their thread, session or conversation")
    .option("--text <words>", "words in their inputs, outputs or errors")
    .option("--since <when>", "began since: 15m, 2h, 7d, or 2026-11-26T10:00", (text: string) => parseSince(text));
}

/** One value each time, so that a word that follows is none of them. */
function repeatable(flags: string, description: string, choices?: readonly string[]): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices(choices);
  return option.argParser<readonly string[]>((value, before = []) => {
    if (choices?.includes(value) === false)
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
    return [...before, value];
  });
}

/** {@link addRunConditions}, and how much of what they find is listed. */
export function addRunFilters(command: Command): Command {
  return addRunConditions(command)
    .option("--all", "inner runs too, not the outermost alone")
    .addOption(new Option("--order <order>", "which first").choices(orders).default("newest"))
    .option("--limit <count>", "at most so many", parseCount, 20);
}
