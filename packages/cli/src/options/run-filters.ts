import { Option, type Command } from "commander";
import type { RunQuery } from "@earshot/trace";
import { parseCount } from "./parse-count.js";
import { parseSince } from "./parse-since.js";

const statuses = ["ok", "error", "cancelled", "interrupted", "running", "unknown"];
const kinds = ["chain", "chat_model", "llm", "tool", "retriever", "embedding"];
const orders = ["newest", "oldest", "slowest", "costliest"];

/** Options that say which runs. Those that may be given several times mean any of theirs. */
export function addRunConditions(command: Command): Command {
  return command
    .addOption(new Option("--status <status...>", "how they ended").choices(statuses))
    .addOption(new Option("--kind <kind...>", "what they are; inner runs too").choices(kinds))
    .option("--name <name...>", "what they are called")
    .option("--model <model...>", "which model; inner runs too")
    .option("--tag <tag...>", "a tag they have")
    .option("--session <id>", "their thread, session or conversation")
    .option("--text <words>", "words in their inputs, outputs or errors")
    .option("--since <when>", "began since: 15m, 2h, 7d, or 2026-11-26T10:00", (text: string) => parseSince(text));
}

/** {@link addRunConditions}, and how much of what they find is listed. */
export function addRunFilters(command: Command): Command {
  return addRunConditions(command)
    .option("--all", "inner runs too, not the outermost alone")
    .addOption(new Option("--order <order>", "which first").choices(orders).default("newest"))
    .option("--limit <count>", "at most so many", parseCount, 20);
}

/** What these options ask for. */
export function runQueryOf(options: { readonly [name: string]: unknown }): RunQuery {
  const isInner = options["all"] === true || options["kind"] !== undefined || options["model"] !== undefined;
  const asked: { readonly [TKey in keyof RunQuery]: unknown } = {
    scope: isInner ? "all" : "roots",
    statuses: options["status"],
    kinds: options["kind"],
    names: options["name"],
    models: options["model"],
    tags: options["tag"],
    sessionId: options["session"],
    text: options["text"],
    startedFrom: options["since"],
    order: options["order"],
    limit: options["limit"],
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as RunQuery;
}
