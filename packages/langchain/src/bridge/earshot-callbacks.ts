import type { ModelCall, RunKind } from "@earshot/core/events";
import type { ForeignOutcome, ForeignRun, ForeignRuns, ForeignStart } from "@earshot/core/events/foreign";
import { toldThrough } from "@earshot/core/events/foreign";
import { Interrupt } from "@earshot/core/errors";
import type { BaseMessage } from "@earshot/core/messages";
import { outcomeOfError } from "./outcome-of-error.js";
import { nameOfRun, type SerializedComponent, toolArguments, visibilityOf } from "./run-start-facts.js";
import { type ForeignResult, usageOfResult } from "./usage-of-result.js";

type Extra = Readonly<Record<string, unknown>>;
type Tags = string[];
type Wait = Promise<void> | undefined;

/** What LangChain tells of any run that it starts. */
interface Told {
  readonly serialized: unknown;
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly tags: Tags | undefined;
  readonly metadata: Extra | undefined;
  readonly runName: string | undefined;
}

/** LangGraph's mark of a handler that is told of interrupts. */
const graphCallbackHandler: unique symbol = Symbol.for("langgraph.graph_callback_handler") as never;

/**
 * A handler for LangChain that tells Earshot what it hears. LangChain waits for it, so that each event is heard when it happens and a
 * guard can object; it returns at once unless an Earshot handler has to be waited for. A class of methods and not of LangChain's: both
 * of its builds, and any copy, know it by its shape.
 */
export class EarshotCallbacks {
  readonly name: string;
  readonly awaitHandlers = true;
  readonly ignoreLLM = false;
  readonly ignoreChain = false;
  readonly ignoreAgent = false;
  readonly ignoreRetriever = false;
  readonly ignoreCustomEvent = false;
  readonly [graphCallbackHandler] = true;
  readonly [toldThrough]: ForeignRuns;
  readonly #runs: ForeignRuns;
  readonly #interrupts = new WeakMap<ForeignRun, readonly unknown[]>();

  constructor(name: string, runs: ForeignRuns) {
    this.name = name;
    this.#runs = runs;
    this[toldThrough] = runs;
  }

  /** LangChain lets a throw through only if this is true; nothing throws here but a guard. */
  get raiseError(): boolean {
    return this.#runs.isGuarded;
  }

  get lc_prefer_streaming(): boolean {
    return this.#runs.prefersStreaming;
  }

  copy(): this {
    return this;
  }

  /** An id under which the run that all of this is below may be known to LangChain. */
  standInRunId(): string {
    const runId = crypto.randomUUID();
    this.#runs.adopt(runId);
    return runId;
  }

  // LangChain's methods, in the positional order of its calls (core 1.4.0).

  handleChainStart(
    serialized: unknown,
    inputs: unknown,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    metadata?: Extra,
    runType?: string,
    runName?: string,
    extra?: Extra,
  ): Wait {
    const start = { inputs, ...(extra?.["lc_defers_inputs"] === true && { defersInputs: true }) };
    return this.#start("chain", { serialized, runId, parentRunId, tags, metadata, runName }, { start, runType });
  }

  handleChainEnd(outputs: unknown, runId: string, _parentRunId?: string, _tags?: Tags, kwargs?: Extra): Wait {
    const run = this.#runs.find(runId);
    const interrupts = run && this.#interrupts.get(run);
    const outcome: ForeignOutcome = { status: "ok", output: outputs, inputs: kwargs?.["inputs"] };
    if (interrupts === undefined) return run?.settle(outcome);
    return run?.settle({
      ...outcome,
      status: "interrupted",
      error: new Interrupt("the graph waits to be resumed", interrupts),
    });
  }

  handleChainError(error: unknown, runId: string, _parentRunId?: string, _tags?: Tags, kwargs?: Extra): Wait {
    return this.#runs.find(runId)?.settle({ ...outcomeOfError(error), inputs: kwargs?.["inputs"] });
  }

  handleChatModelStart(
    serialized: unknown,
    messages: readonly (readonly unknown[])[],
    runId: string,
    parentRunId?: string,
    extraParams?: Extra,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
  ): Wait {
    const start = { messages: (messages[0] ?? []) as readonly BaseMessage[], ...modelCallOf(extraParams) };
    return this.#start("chat_model", { serialized, runId, parentRunId, tags, metadata, runName }, { start });
  }

  handleLLMStart(
    serialized: unknown,
    prompts: readonly string[],
    runId: string,
    parentRunId?: string,
    extraParams?: Extra,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
  ): Wait {
    const start = { prompt: prompts[0] ?? "", ...modelCallOf(extraParams) };
    return this.#start("llm", { serialized, runId, parentRunId, tags, metadata, runName }, { start });
  }

  handleLLMNewToken(
    token: string,
    _indices: unknown,
    runId: string,
    _parentRunId?: string,
    _tags?: Tags,
    fields?: { readonly chunk?: unknown },
  ): Wait {
    return this.#runs.find(runId)?.delta(fields?.chunk, token);
  }

  handleLLMEnd(output: ForeignResult, runId: string, _parentRunId?: string, _tags?: Tags, extraParams?: Extra): Wait {
    const run = this.#runs.find(runId);
    if (run === undefined) return undefined;
    const usage = usageOfResult(output, extraParams?.["cached"] === true);
    if (usage !== undefined) run.usage = usage;
    // A stream without a chunk is told as a generation that isn't there.
    const isEmpty = output.generations?.[0]?.[0] === undefined;
    return run.settle({ status: "ok", output: isEmpty ? undefined : output });
  }

  handleLLMError(error: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.settle(outcomeOfError(error));
  }

  handleToolStart(
    serialized: unknown,
    input: string,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
    toolCallId?: string,
  ): Wait {
    const start = { ...toolArguments(input), toolCallId };
    return this.#start("tool", { serialized, runId, parentRunId, tags, metadata, runName }, { start });
  }

  handleToolEvent(chunk: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.delta(chunk);
  }

  handleToolEnd(output: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.settle({ status: "ok", output });
  }

  handleToolError(error: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.settle(outcomeOfError(error));
  }

  handleRetrieverStart(
    serialized: unknown,
    query: string,
    runId: string,
    parentRunId?: string,
    tags?: Tags,
    metadata?: Extra,
    runName?: string,
  ): Wait {
    return this.#start("retriever", { serialized, runId, parentRunId, tags, metadata, runName }, { start: { query } });
  }

  handleRetrieverEnd(documents: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.settle({ status: "ok", output: documents });
  }

  handleRetrieverError(error: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.settle(outcomeOfError(error));
  }

  handleAgentAction(action: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.agentAction(action as never);
  }

  handleAgentEnd(finish: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.agentFinish(finish as never);
  }

  handleText(text: string, runId: string): Wait {
    return this.#runs.find(runId)?.text(text);
  }

  handleCustomEvent(eventName: string, data: unknown, runId: string): Wait {
    return this.#runs.find(runId)?.custom(eventName, data);
  }

  /** LangGraph's: the graph of this run has stopped, and will say its end as if nothing were the matter. */
  handleInterrupt({ runId, interrupts }: { readonly runId?: string; readonly interrupts?: readonly unknown[] }): void {
    const run = runId === undefined ? undefined : this.#runs.find(runId);
    if (run !== undefined) this.#interrupts.set(run, interrupts ?? []);
  }

  #start<TKind extends RunKind>(
    kind: TKind,
    { serialized, runId, parentRunId, tags, metadata, runName }: Told,
    rest: Pick<ForeignStart<TKind>, "start" | "runType">,
  ): Wait {
    return this.#runs.start({
      kind,
      runId,
      parentRunId,
      name: nameOfRun(runName, serialized as SerializedComponent | undefined),
      runName,
      tags,
      metadata,
      visibility: visibilityOf(tags),
      serialized: serialized as ForeignStart["serialized"],
      // LangChain's run manager has this very list, and nobody else does once the run is over or was left.
      heldWhileOpen: tags,
      ...rest,
    });
  }
}

function modelCallOf(extraParams: Extra | undefined): ModelCall {
  const { signal: _, ...options } = (extraParams?.["options"] ?? {}) as Record<string, unknown>;
  const invocationParams = (extraParams?.["invocation_params"] ?? {}) as Extra;
  const batchSize = extraParams?.["batch_size"] as number | undefined;
  return { options, invocationParams, ...(batchSize !== undefined && batchSize > 1 && { batchSize }) };
}
