import type { AgentAction, AgentFinish } from "../agents/agent-action.js";
import type { Document } from "../documents/document.js";
import type { NewTokenIndices } from "../events/langchain-handler.js";
import type { Serialized } from "../load/serialized.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { LooseValue } from "../util/loose-value.js";
import { RunTracer } from "./run-tracer.js";
import { toDictionary } from "./to-dictionary.js";
import type { AgentRun, Run } from "./traced-run.js";

type Extra = Record<string, unknown>;

/**
 * The base of handlers that want whole runs: it keeps each run from its start to its end, in a tree, and hands the tree to `persistRun`
 * when its outermost run has ended. A subclass may have a hook for any moment; a promise that it returns is waited for.
 *
 * Every run ends, however it ends, so none is kept for good. A hook that fails is reported as any handler's failure, and the run is let
 * go of all the same.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { BaseTracer, type Run } from "@earshot/core/tracers/base";
 *
 * class Printer extends BaseTracer {
 *   name = "printer";
 *   protected async persistRun(run: Run) {
 *     console.log(run.name, run.inputs, run.outputs, run.child_runs.length);
 *   }
 * }
 * const half = RunnableLambda.from((n: number) => n / 2);
 * await half.pipe(half).invoke(8, { callbacks: [new Printer()] });
 * // => RunnableSequence { input: 8 } { output: 2 } 2
 * ```
 */
export abstract class BaseTracer extends RunTracer {
  _createRunForLLMStart(
    llm: Serialized,
    prompts: string[],
    runId: string,
    parentRunId?: string,
    extraParams?: Extra,
    tags?: string[],
    metadata?: Extra,
    name?: string,
  ): Run {
    const extra = { ...extraParams, ...(metadata && { metadata }) };
    return this._createRun({
      ...partsOf(llm, runId, { parentRunId, tags, name }),
      run_type: "llm",
      inputs: { prompts },
      extra,
    });
  }

  override async handleLLMStart(...given: Parameters<BaseTracer["_createRunForLLMStart"]>): Promise<Run> {
    return this._startRun(this.getRunById(given[2]) ?? this._createRunForLLMStart(...given), "onLLMStart");
  }

  _createRunForChatModelStart(
    llm: Serialized,
    messages: BaseMessage[][],
    runId: string,
    parentRunId?: string,
    extraParams?: Extra,
    tags?: string[],
    metadata?: Extra,
    name?: string,
  ): Run {
    const extra = { ...extraParams, ...(metadata && { metadata }) };
    return this._createRun({
      ...partsOf(llm, runId, { parentRunId, tags, name }),
      run_type: "llm",
      inputs: { messages },
      extra,
    });
  }

  override async handleChatModelStart(...given: Parameters<BaseTracer["_createRunForChatModelStart"]>): Promise<Run> {
    return this._startRun(this.getRunById(given[2]) ?? this._createRunForChatModelStart(...given), "onLLMStart");
  }

  override async handleLLMNewToken(
    token: string,
    idx: NewTokenIndices,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    fields?: { chunk?: LooseValue },
  ): Promise<Run> {
    const run = this._tracedRun(runId, "llm");
    const chunk: unknown = fields?.chunk;
    note(run, "new_token", { token, idx, chunk });
    await this.onLLMNewToken?.(run, token, { chunk });
    return run;
  }

  override async handleLLMEnd(
    output: LLMResult,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    extraParams?: Extra,
  ): Promise<Run> {
    const how = { outputs: { ...output }, ...this.#extraWith(runId, extraParams) };
    return this._endRun(runId, "llm", { how, hook: "onLLMEnd" });
  }

  override async handleLLMError(
    error: unknown,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    extraParams?: Extra,
  ): Promise<Run> {
    const how = { error: this.stringifyError(error), ...this.#extraWith(runId, extraParams) };
    return this._endRun(runId, "llm", { how, hook: "onLLMError" });
  }

  _createRunForChainStart(
    chain: Serialized,
    inputs: Record<string, LooseValue>,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    metadata?: Extra,
    runType?: string,
    name?: string,
    extra?: Extra,
  ): Run {
    return this._createRun({
      ...partsOf(chain, runId, { parentRunId, tags, name }),
      run_type: runType ?? "chain",
      inputs,
      extra: { ...extra, ...(metadata && { metadata }) },
    });
  }

  override async handleChainStart(...given: Parameters<BaseTracer["_createRunForChainStart"]>): Promise<Run> {
    return this._startRun(this.getRunById(given[2]) ?? this._createRunForChainStart(...given), "onChainStart");
  }

  override async handleChainEnd(
    outputs: Record<string, LooseValue>,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    kwargs?: { inputs?: Extra },
  ): Promise<Run> {
    const how = { outputs: toDictionary(outputs, "output"), ...inputsOf(kwargs) };
    return this._endRun(runId, "chain", { how, hook: "onChainEnd" });
  }

  override async handleChainError(
    error: unknown,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    kwargs?: { inputs?: Extra },
  ): Promise<Run> {
    const how = { error: this.stringifyError(error), ...inputsOf(kwargs) };
    return this._endRun(runId, "chain", { how, hook: "onChainError" });
  }

  _createRunForToolStart(
    tool: Serialized,
    input: string | Record<string, unknown>,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    metadata?: Extra,
    name?: string,
    toolCallId?: string,
  ): Run {
    const callId = toolCallId !== undefined && { tool_call_id: toolCallId };
    return this._createRun({
      ...partsOf(tool, runId, { parentRunId, tags, name }),
      run_type: "tool",
      inputs: toDictionary(input, "input"),
      extra: { ...(metadata && { metadata }), ...callId },
    });
  }

  override async handleToolStart(...given: Parameters<BaseTracer["_createRunForToolStart"]>): Promise<Run> {
    return this._startRun(this.getRunById(given[2]) ?? this._createRunForToolStart(...given), "onToolStart");
  }

  override async handleToolEnd(output: LooseValue, runId: string): Promise<Run> {
    return this._endRun(runId, "tool", { how: { outputs: { output } }, hook: "onToolEnd" });
  }

  override async handleToolError(error: unknown, runId: string): Promise<Run> {
    return this._endRun(runId, "tool", { how: { error: this.stringifyError(error) }, hook: "onToolError" });
  }

  _createRunForRetrieverStart(
    retriever: Serialized,
    query: string,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    metadata?: Extra,
    name?: string,
  ): Run {
    return this._createRun({
      ...partsOf(retriever, runId, { parentRunId, tags, name }),
      run_type: "retriever",
      inputs: { query },
      extra: metadata ? { metadata } : {},
    });
  }

  override async handleRetrieverStart(...given: Parameters<BaseTracer["_createRunForRetrieverStart"]>): Promise<Run> {
    return this._startRun(this.getRunById(given[2]) ?? this._createRunForRetrieverStart(...given), "onRetrieverStart");
  }

  override async handleRetrieverEnd(documents: Document[], runId: string): Promise<Run> {
    return this._endRun(runId, "retriever", { how: { outputs: { documents } }, hook: "onRetrieverEnd" });
  }

  override async handleRetrieverError(error: unknown, runId: string): Promise<Run> {
    return this._endRun(runId, "retriever", { how: { error: this.stringifyError(error) }, hook: "onRetrieverError" });
  }

  override async handleAgentAction(action: AgentAction, runId: string): Promise<void> {
    const run = this.#chainOf(runId) as AgentRun | undefined;
    if (run === undefined) return;
    (run.actions ??= []).push(action);
    note(run, "agent_action", { action });
    await this.onAgentAction?.(run);
  }

  override async handleAgentEnd(action: AgentFinish, runId: string): Promise<void> {
    const run = this.#chainOf(runId);
    if (run === undefined) return;
    note(run, "agent_end", { action });
    await this.onAgentEnd?.(run);
  }

  override async handleText(text: string, runId: string): Promise<void> {
    const run = this.#chainOf(runId);
    if (run === undefined) return;
    note(run, "text", { text });
    await this.onText?.(run);
  }

  /** What is said of a chain alone is nothing to any other run. */
  #chainOf(runId: string): Run | undefined {
    const run = this.getRunById(runId);
    return run?.run_type === "chain" ? run : undefined;
  }

  #extraWith(runId: string, extraParams: Extra | undefined): Pick<Run, "extra"> {
    return { extra: { ...this.getRunById(runId)?.extra, ...extraParams } };
  }
}

/** True for a tracer of any copy of the package. */
export function isBaseTracer(handler: object): handler is BaseTracer {
  return typeof (handler as Partial<BaseTracer>)._addRunToRunMap === "function";
}

/** What every run's start says. */
function partsOf(
  serialized: Serialized,
  id: string,
  given: { parentRunId: string | undefined; tags: string[] | undefined; name: string | undefined },
): Pick<Run, "id" | "name" | "serialized" | "parent_run_id" | "tags"> {
  const { parentRunId, tags = [], name = serialized.id.at(-1) ?? "" } = given;
  return { id, name, serialized, parent_run_id: parentRunId, tags };
}

/** A run that was fed by a stream says its inputs at its end. */
function inputsOf(kwargs: { inputs?: Extra } | undefined): Partial<Pick<Run, "inputs">> {
  return kwargs?.inputs === undefined ? {} : { inputs: toDictionary(kwargs.inputs, "input") };
}

function note(run: Run, name: string, kwargs: Record<string, unknown>): void {
  run.events.push({ name, time: new Date().toISOString(), kwargs });
}
