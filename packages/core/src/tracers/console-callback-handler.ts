import type { AgentAction } from "../agents/agent-action.js";
import { BaseCallbackHandler } from "../callbacks/base-callback-handler.js";
import type { Document } from "../documents/document.js";
import type { Serialized } from "../load/serialized.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { jsonOr, errorText, trimmed } from "./console-text.js";
import { RunLineage, type RunPosition } from "./run-lineage.js";

type Extra = Record<string, unknown>;
type RunType = "chain" | "llm" | "tool" | "retriever";

const titles: Readonly<Record<RunType, string>> = { chain: "Chain", llm: "LLM", tool: "Tool", retriever: "Retriever" };
const green = 32;
const cyan = 36;
const red = 31;
const blue = 34;

/**
 * Prints every start, end and error with its data, one line and its JSON each, as LangChain's handler of this name does: for a look at
 * what goes in and out. `consoleHandler` of `@earshot/handlers` is easier on the eye.
 *
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { ConsoleCallbackHandler } from "@earshot/core/tracers/console";
 *
 * await run({ kind: "chain", name: "Work", start: { inputs: { n: 1 } } }, () => 2, { callbacks: [new ConsoleCallbackHandler()] });
 * ```
 */
export class ConsoleCallbackHandler extends BaseCallbackHandler {
  override name = "console_callback_handler" as const;
  private readonly lineage = new RunLineage();

  override handleChainStart(
    chain: Serialized,
    inputs: Extra,
    runId: string,
    parentRunId?: string,
    _tags?: string[],
    _metadata?: Extra,
    runType?: string,
    runName?: string,
  ): void {
    const position = this.lineage.open(runId, { parentRunId, label: labelOf(runType ?? "chain", chain, runName) });
    this.start("chain", position, jsonOr(inputs, "[inputs]"));
  }

  override handleChainEnd(outputs: Extra, runId: string): void {
    this.end("chain", runId, jsonOr(outputs, "[outputs]"));
  }

  override handleChainError(error: unknown, runId: string): void {
    this.error("chain", runId, error);
  }

  override handleLLMStart(
    llm: Serialized,
    prompts: string[],
    runId: string,
    parentRunId?: string,
    _extraParams?: Extra,
    _tags?: string[],
    _metadata?: Extra,
    runName?: string,
  ): void {
    const position = this.lineage.open(runId, { parentRunId, label: labelOf("llm", llm, runName) });
    this.start("llm", position, jsonOr({ prompts: prompts.map((prompt) => prompt.trim()) }, "[inputs]"));
  }

  override handleChatModelStart(
    llm: Serialized,
    messages: BaseMessage[][],
    runId: string,
    parentRunId?: string,
    _extraParams?: Extra,
    _tags?: string[],
    _metadata?: Extra,
    runName?: string,
  ): void {
    const position = this.lineage.open(runId, { parentRunId, label: labelOf("llm", llm, runName) });
    this.start("llm", position, jsonOr({ messages }, "[inputs]"));
  }

  override handleLLMEnd(output: LLMResult, runId: string): void {
    this.end("llm", runId, jsonOr(output, "[response]"));
  }

  override handleLLMError(error: unknown, runId: string): void {
    this.error("llm", runId, error);
  }

  override handleToolStart(
    tool: Serialized,
    input: string,
    runId: string,
    parentRunId?: string,
    _tags?: string[],
    _metadata?: Extra,
    runName?: string,
  ): void {
    const position = this.lineage.open(runId, { parentRunId, label: labelOf("tool", tool, runName) });
    this.start("tool", position, `"${input.trim()}"`);
  }

  override handleToolEnd(output: unknown, runId: string): void {
    this.end("tool", runId, `"${trimmed(output)}"`);
  }

  override handleToolError(error: unknown, runId: string): void {
    this.error("tool", runId, error);
  }

  override handleRetrieverStart(
    retriever: Serialized,
    query: string,
    runId: string,
    parentRunId?: string,
    _tags?: string[],
    _metadata?: Extra,
    name?: string,
  ): void {
    const position = this.lineage.open(runId, { parentRunId, label: labelOf("retriever", retriever, name) });
    this.start("retriever", position, jsonOr({ query }, "[inputs]"));
  }

  override handleRetrieverEnd(documents: Document[], runId: string): void {
    this.end("retriever", runId, jsonOr({ documents }, "[outputs]"));
  }

  override handleRetrieverError(error: unknown, runId: string): void {
    this.error("retriever", runId, error);
  }

  override handleAgentAction(action: AgentAction, runId: string): void {
    print(
      color(blue, "[agent/action]"),
      this.lineage.at(runId),
      `Agent selected action: ${jsonOr(action, "[action]")}`,
    );
  }

  private start(type: RunType, position: RunPosition, input: string): void {
    print(color(green, `[${type}/start]`), position, `Entering ${titles[type]} run with input: ${input}`);
  }

  private end(type: RunType, runId: string, output: string): void {
    const position = this.lineage.close(runId);
    print(
      color(cyan, `[${type}/end]`),
      position,
      `${elapsed(position)}Exiting ${titles[type]} run with output: ${output}`,
    );
  }

  private error(type: RunType, runId: string, error: unknown): void {
    const position = this.lineage.close(runId);
    const text = jsonOr(errorText(error), "[error]");
    print(
      color(red, `[${type}/error]`),
      position,
      `${elapsed(position)}${titles[type]} run errored with error: ${text}`,
    );
  }
}

function labelOf(type: string, component: Serialized | undefined, runName: string | undefined): string {
  return `${type}:${runName ?? component?.id.at(-1) ?? ""}`;
}

function print(head: string, position: RunPosition | undefined, text: string): void {
  // oxlint-disable-next-line no-console -- to print is what this handler is attached for; nothing else in core does
  console.log(`${head} [${crumbsOf(position)}] ${text}`);
}

function crumbsOf(position: RunPosition | undefined): string {
  if (position === undefined) return "";
  const { parents, crumb } = position;
  return color(90, [...parents, `\u001B[1m${crumb}\u001B[22m`].join(" > "));
}

function color(code: number, text: string): string {
  return `\u001B[${code}m${text}\u001B[39m`;
}

function elapsed(position: RunPosition | undefined): string {
  if (position === undefined) return "";
  const { elapsedMs } = position;
  return elapsedMs < 1000 ? `[${elapsedMs}ms] ` : `[${(elapsedMs / 1000).toFixed(2)}s] `;
}
