import type { Callbacks } from "../context/run-config.js";
import { contextOfCallbacks } from "../context/context-of-callbacks.js";
import type { ModelCall } from "../events/event-payloads.js";
import { eventTable } from "../events/event-table.js";
import type { Handler } from "../events/handler.js";
import type { LangChainHandler } from "../events/langchain-handler.js";
import { addRootHandlers } from "../events/root-handlers.js";
import { settings } from "../events/settings.js";
import type { Serialized } from "../load/serialized.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { Run } from "../runs/run.js";
import { BaseCallbackHandler } from "./base-callback-handler.js";
import { CallbackManagerForChainRun } from "./callback-manager-for-chain-run.js";
import { CallbackManagerForLLMRun } from "./callback-manager-for-llm-run.js";
import { CallbackManagerForRetrieverRun } from "./callback-manager-for-retriever-run.js";
import { CallbackManagerForToolRun } from "./callback-manager-for-tool-run.js";
import { InheritingManager } from "./inheriting-manager.js";
import { nameOf, startEach, startRun } from "./start-run.js";
import { toolArguments } from "./tool-arguments.js";

type Extra = Record<string, unknown>;

/**
 * Who is to hear the next run, and the runs below it: what `callbacks` may be in place of a list, and what the config that a run's body
 * is handed has there.
 *
 * Its `handle…Start` methods start runs by hand. Each run they start must be ended through the run manager they answer; what is
 * still open below a run ends with it. The tags, metadata and parent ids in their signatures are LangChain's and not looked at: the
 * manager's own hold. They reject if a guard objects.
 *
 * @example
 * ```ts
 * import { CallbackManager } from "@earshot/core/callbacks/manager";
 *
 * const manager = CallbackManager.fromHandlers({ handleChainEnd: (outputs) => console.log("heard", outputs) });
 * const run = await manager.handleChainStart({ lc: 1, type: "not_implemented", id: ["mine"] }, { question: "?" });
 * await run.handleChainEnd({ answer: "!" });
 * // => heard { answer: '!' }
 * ```
 */
export class CallbackManager extends InheritingManager {
  /** The manager for the runs below `run`; `tag` is on the next run alone. */
  static forRun(run: Run, tag?: string): CallbackManager {
    const manager = new CallbackManager();
    manager.run = run;
    manager.tag = tag;
    return manager;
  }

  /** A manager of one handler that has these methods, for the next run and all below. */
  static fromHandlers(methods: LangChainHandler): CallbackManager {
    const manager = new CallbackManager();
    manager.addHandler(BaseCallbackHandler.fromMethods(methods));
    return manager;
  }

  /**
   * The manager of all that is given, or `undefined` if that is nobody; tags and metadata alone are nobody. What is given is never
   * changed. `localHandlers`, `localTags` and `localMetadata` are for the next run alone. LangChain's `verbose` is not looked at: attach a
   * `ConsoleCallbackHandler`.
   */
  static configure(...given: Parameters<typeof CallbackManager._configureSync>): CallbackManager | undefined {
    return CallbackManager._configureSync(...given);
  }

  /**
   * {@link CallbackManager.configure}, under the name by which LangChain's own classes call it. Whoever replaces it, as instrumentations
   * do, is asked for each root run, with the handlers that its call brings: those that are added hear the run, and all below.
   */
  static _configureSync(
    inheritableHandlers?: Callbacks,
    localHandlers?: Callbacks,
    inheritableTags: readonly string[] = [],
    localTags: readonly string[] = [],
    inheritableMetadata: Readonly<Extra> = {},
    localMetadata: Readonly<Extra> = {},
    _options?: { readonly verbose?: boolean },
  ): CallbackManager | undefined {
    if (inheritableHandlers === undefined && localHandlers === undefined && settings.callbacks.length === 0)
      return undefined;
    const manager = managerOf(inheritableHandlers);
    for (const handler of handlersOf(localHandlers)) manager.addHandler(handler, false);
    manager.addTags(inheritableTags);
    manager.addTags(localTags, false);
    manager.addMetadata(inheritableMetadata);
    manager.addMetadata(localMetadata, false);
    return manager;
  }

  /** A manager of its own below the same run, with `additionalHandlers` behind those there are. */
  copy(additionalHandlers: readonly Handler[] = [], inherit = true): CallbackManager {
    const manager = new CallbackManager(this.givenParentRunId, this.parts);
    manager.run = this.run;
    manager.tag = this.tag;
    for (const handler of additionalHandlers) manager.addHandler(handler, inherit);
    return manager;
  }

  /** Starts a chain run. `extra.lc_defers_inputs`: the inputs are told at its end. */
  async handleChainStart(
    chain: Serialized,
    inputs: unknown,
    runId?: string,
    runType?: string,
    _tags?: readonly string[],
    _metadata?: Readonly<Extra>,
    runName?: string,
    _parentRunId?: string,
    extra?: Extra,
  ): Promise<CallbackManagerForChainRun> {
    const defersInputs = extra?.["lc_defers_inputs"] === true;
    const spec = {
      kind: "chain",
      name: nameOf(chain),
      runType,
      serialized: chain,
      start: { inputs, defersInputs },
    } as const;
    const run = await startRun(spec, { callbacks: this, runId, runName });
    run.defersInputs = defersInputs;
    return new CallbackManagerForChainRun(run, CallbackManager.forRun);
  }

  /** Starts one run for each prompt; `runId` is the first one's. */
  async handleLLMStart(
    llm: Serialized,
    prompts: readonly string[],
    runId?: string,
    _parentRunId?: string,
    extraParams?: Extra,
    _tags?: readonly string[],
    _metadata?: Readonly<Extra>,
    runName?: string,
  ): Promise<CallbackManagerForLLMRun[]> {
    const spec = { kind: "llm", name: nameOf(llm), serialized: llm } as const;
    const runs = await startEach(prompts, (prompt, index) => {
      const config = { callbacks: this, runId: index === 0 ? runId : undefined, runName };
      return startRun({ ...spec, start: { prompt, ...modelCallOf(extraParams) } }, config);
    });
    return runs.map((run) => new CallbackManagerForLLMRun(run));
  }

  /** Starts one run for each list of messages; `runId` is the first one's. */
  async handleChatModelStart(
    llm: Serialized,
    messages: readonly (readonly BaseMessage[])[],
    runId?: string,
    _parentRunId?: string,
    extraParams?: Extra,
    _tags?: readonly string[],
    _metadata?: Readonly<Extra>,
    runName?: string,
  ): Promise<CallbackManagerForLLMRun[]> {
    const spec = { kind: "chat_model", name: nameOf(llm), serialized: llm } as const;
    const runs = await startEach(messages, (list, index) => {
      const config = { callbacks: this, runId: index === 0 ? runId : undefined, runName };
      return startRun({ ...spec, start: { messages: list, ...modelCallOf(extraParams) } }, config);
    });
    return runs.map((run) => new CallbackManagerForLLMRun(run));
  }

  /** Starts a tool run. The `args` of its typed event are the input, parsed if it is JSON. */
  async handleToolStart(
    tool: Serialized,
    input: string | Extra,
    runId?: string,
    _parentRunId?: string,
    _tags?: readonly string[],
    _metadata?: Readonly<Extra>,
    runName?: string,
    toolCallId?: string,
  ): Promise<CallbackManagerForToolRun> {
    const spec = {
      kind: "tool",
      name: nameOf(tool),
      serialized: tool,
      start: { ...toolArguments(input), toolCallId },
    } as const;
    return new CallbackManagerForToolRun(
      await startRun(spec, { callbacks: this, runId, runName }),
      CallbackManager.forRun,
    );
  }

  async handleRetrieverStart(
    retriever: Serialized,
    query: string,
    runId?: string,
    _parentRunId?: string,
    _tags?: readonly string[],
    _metadata?: Readonly<Extra>,
    runName?: string,
  ): Promise<CallbackManagerForRetrieverRun> {
    const spec = { kind: "retriever", name: nameOf(retriever), serialized: retriever, start: { query } } as const;
    return new CallbackManagerForRetrieverRun(
      await startRun(spec, { callbacks: this, runId, runName }),
      CallbackManager.forRun,
    );
  }

  /**
   * Says a custom event of the run that this manager belongs to. The runtime has no run to say it of when the manager was made by
   * hand: nothing happens then.
   */
  async handleCustomEvent(eventName: string, data: unknown): Promise<void> {
    await this.run?.emit(eventTable.runCustom, { eventName, data });
  }
}

const configureSync = CallbackManager._configureSync;
const nobody: readonly Handler[] = [];
addRootHandlers(({ list }) =>
  CallbackManager._configureSync === configureSync
    ? nobody
    : handlersOf(CallbackManager._configureSync(list.map(({ handler }) => handler))),
);

function modelCallOf(extraParams: Extra | undefined): ModelCall {
  return {
    invocationParams: (extraParams?.["invocation_params"] ?? {}) as Extra,
    options: (extraParams?.["options"] ?? {}) as Extra,
  };
}

/** A manager that may be changed: of a list, or the copy of one that was given. */
function managerOf(callbacks: Callbacks | undefined): CallbackManager {
  if (callbacks instanceof CallbackManager) return callbacks.copy();
  const carried = callbacks === undefined ? undefined : contextOfCallbacks(callbacks);
  if (carried === undefined) {
    const manager = new CallbackManager();
    for (const handler of handlersOf(callbacks)) manager.addHandler(handler);
    return manager;
  }
  const manager =
    carried.parent === undefined
      ? new CallbackManager(carried.parentRunId)
      : CallbackManager.forRun(carried.parent as Run);
  for (const { handler } of carried.handlers.list) manager.addHandler(handler);
  for (const { handler } of carried.localHandlers.list) manager.addHandler(handler, false);
  manager.addTags(carried.tags);
  manager.addTags(carried.localTags, false);
  manager.addMetadata(carried.metadata);
  manager.addMetadata(carried.localMetadata, false);
  return manager;
}

function handlersOf(callbacks: Callbacks | undefined): readonly Handler[] {
  if (callbacks === undefined) return [];
  if (callbacks instanceof CallbackManager) return callbacks.handlers;
  return Array.isArray(callbacks)
    ? (callbacks as readonly Handler[])
    : (contextOfCallbacks(callbacks)?.localHandlers.list.map(({ handler }) => handler) ?? []);
}
