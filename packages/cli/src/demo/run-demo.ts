import { inspect } from "node:util";
import { ChatAnthropic, type ChatAnthropicFields } from "@earshot/anthropic";
import { flush } from "@earshot/core/events";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { consoleHandler } from "@earshot/handlers/console";
import { runTreeHandler } from "@earshot/handlers/run-tree";
import { pageReply, startAnthropicServer } from "@earshot/testing";
import { runPageProgram } from "./page-program.js";

export interface DemoOptions {
  /** True: no request leaves this machine, whatever the environment says. */
  readonly isOffline: boolean;
  /** Ends the demo early: the runs are cancelled, and the tree says so. */
  readonly signal: AbortSignal;
}

/** Says where the answers come from, runs the page's program and draws its chain as it runs. Answers the exit code. */
export async function runDemo({ isOffline, signal }: DemoOptions): Promise<number> {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_MODEL: model } = process.env;
  const named = { model: model ?? "claude-sonnet-5-5" };
  if (apiKey !== undefined && apiKey !== "" && !isOffline) {
    console.log("ANTHROPIC_API_KEY is set: the API answers.\n");
    return await printRun(named, signal);
  }
  const server = await startAnthropicServer({ reply: { ...pageReply, eventDelayMs: 15 } });
  // Not by `await using`, which Node.js 20 does not read.
  try {
    const why = isOffline ? "--offline" : "ANTHROPIC_API_KEY is not set";
    console.log(`${why}: a server on this machine (${server.url}) answers in the API's own protocol, from a script.\n`);
    return await printRun(
      { ...named, anthropicApiKey: "sk-ant-for-the-loopback-server", anthropicApiUrl: server.url },
      signal,
    );
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

async function printRun(modelOptions: ChatAnthropicFields, signal: AbortSignal): Promise<number> {
  inspect.defaultOptions.depth = 6; // as deep as the page prints: the masked key is three levels down
  const tree = runTreeHandler();
  let exitCode = 0;
  try {
    await runPageProgram(modelOptions, { handler: tree, signal });
    console.log("\nThe same chain, drawn by consoleHandler() while it runs:\n");
    await drawChain(modelOptions, signal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`\n${error.name}: ${error.message}`);
    exitCode = signal.aborted ? 130 : 1;
  }
  const { delivered, failed, dropped, pending } = await flush({ timeoutMs: 5000 });
  console.log(`\nWhat runTreeHandler() kept of the page's run:\n\n${tree.toString()}\n`);
  console.log(`Events: ${delivered} delivered, ${failed} failed, ${dropped} dropped, ${pending} pending.`);
  return exitCode;
}

async function drawChain(modelOptions: ChatAnthropicFields, signal: AbortSignal): Promise<void> {
  const chain = ChatPromptTemplate.fromTemplate("What is 1 + {number}?").pipe(new ChatAnthropic(modelOptions));
  for await (const _ of await chain.stream({ number: "2" }, { callbacks: [consoleHandler()], signal })) {
    // Consumed for what the handler draws
  }
}
