import { Console } from "node:console";
import { ChatAnthropic, type ChatAnthropicFields } from "@earshot/anthropic";
import { flush } from "@earshot/core/events";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { consoleHandler } from "@earshot/handlers/console";
import { runTreeHandler } from "@earshot/handlers/run-tree";
import { pageReply, startAnthropicServer } from "@earshot/testing";
import type { CommandContext } from "../terminal/command-context.js";
import { runPageProgram } from "./page-program.js";

export interface DemoOptions {
  /** True: no request leaves this machine, whatever the environment says. */
  readonly isOffline: boolean;
  /** An interruption ends the demo early: the runs are cancelled, and the tree says so. */
  readonly context: CommandContext;
}

/** What a part of the demo needs. */
interface DemoParts {
  readonly model: ChatAnthropicFields;
  readonly context: CommandContext;
  readonly console: Console;
}

/** Says where the answers come from, runs the page's program and draws its chain as it runs. Answers the exit code. */
export async function runDemo({ isOffline, context }: DemoOptions): Promise<number> {
  const { stdout, stderr } = context.host;
  // As deep as the guide prints: the masked key is three levels down.
  const console = new Console({ stdout, stderr, inspectOptions: { depth: 6, colors: context.isColored } });
  const parts = { context, console };
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_MODEL: model } = process.env;
  const named = { model: model ?? "claude-sonnet-5-5" };
  if (apiKey !== undefined && apiKey !== "" && !isOffline) {
    console.log("ANTHROPIC_API_KEY is set: the API answers.\n");
    return await printRun({ ...parts, model: named });
  }
  const server = await startAnthropicServer({ reply: { ...pageReply, eventDelayMs: 15 } });
  // Not by `await using`, which Node.js 20 does not read.
  try {
    const why = isOffline ? "--offline" : "ANTHROPIC_API_KEY is not set";
    console.log(`${why}: a server on this machine (${server.url}) answers in the API's own protocol, from a script.\n`);
    const loopback = { anthropicApiKey: "sk-ant-for-the-loopback-server", anthropicApiUrl: server.url };
    return await printRun({ ...parts, model: { ...named, ...loopback } });
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

async function printRun(parts: DemoParts): Promise<number> {
  const { model, context, console } = parts;
  const signal = context.interrupted;
  const tree = runTreeHandler();
  let exitCode = 0;
  try {
    await runPageProgram(model, { handler: tree, signal, console });
    console.log("\nThe same chain, drawn by consoleHandler() while it runs:\n");
    await drawChain(parts);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`\n${error.name}: ${error.message}`);
    exitCode = signal.aborted ? 130 : 1;
  }
  const { delivered, failed, dropped, pending } = await flush({ timeoutMs: 5000 });
  console.log(
    `\nWhat runTreeHandler() kept of the page's run:\n\n${tree.toString({ color: context.isColored, unicode: context.isUnicode })}\n`,
  );
  console.log(`Events: ${delivered} delivered, ${failed} failed, ${dropped} dropped, ${pending} pending.`);
  return exitCode;
}

async function drawChain({ model, context }: DemoParts): Promise<void> {
  const callbacks = [consoleHandler({ stream: context.host.stdout })];
  const chain = ChatPromptTemplate.fromTemplate("What is 1 + {number}?").pipe(new ChatAnthropic(model));
  for await (const _ of await chain.stream({ number: "2" }, { callbacks, signal: context.interrupted })) {
    // Consumed for what the handler draws
  }
}
