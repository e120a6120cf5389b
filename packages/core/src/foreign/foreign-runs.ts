import { runOfConfig } from "../callbacks/run-of-config.js";
import type { Audience } from "../context/audience.js";
import { mergeMetadata, noMetadata } from "../context/metadata.js";
import type { RunnableConfig } from "../context/run-config.js";
import { mergeTags, noTags } from "../context/tags.js";
import type { EventPayloads } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import { noHandlers, withHandlers, withResolved, type HandlerSet } from "../events/handler-set.js";
import type { Handler } from "../events/handler.js";
import type { RunKind } from "../events/run-facts.js";
import { settings } from "../events/settings.js";
import { runKinds } from "../runs/run-kinds.js";
import { Run } from "../runs/run.js";
import { start } from "../runs/start.js";
import { ForeignRun } from "./foreign-run.js";
import type { ForeignStart } from "./foreign-start.js";
import { toldThrough, type ForeignVoice } from "./foreign-callbacks.js";
import { forgetEnd, isOver, noteEnd } from "./ended-runs.js";
import { dropRoot, endForgottenRoots, touchRoot } from "./silent-roots.js";

/** A run, and what it is told through. */
interface Told {
  readonly run: Run;
  readonly foreign: ForeignRun;
  readonly teller: ForeignRuns;
}

/** Every foreign run that is open, by its id. A run is in here once for each teller that it was told to. */
const openRuns = new Map<string, readonly Told[]>();

/** Runs whose runtime has let go of them without a word were left by their consumers. */
const lost = new FinalizationRegistry<Run>((run) => run.cancel(undefined));

/** Who hears the runs that are told to a {@link ForeignRuns}. */
export type ForeignAudience =
  | { readonly handlers: readonly Handler[] | "configured" }
  | {
      /** The config that a run's body was handed: the runs are below that run, and whoever hears it hears them. */
      readonly below: RunnableConfig;
    }
  | {
      /** Those who hear what is told to this, and these handlers as well: of one and the same run, so that both hear what is below it. */
      readonly besides: ForeignRuns;
      readonly handlers: readonly Handler[];
    };

/**
 * Runs of another runtime, told by that: they are heard as Earshot's own are. Each event once, whatever number of tellers a handler is
 * attached to; `seq`, one end per run, children that end before their parents, guards, redaction and delivery are those of any run.
 *
 * A run that its runtime never ends is ended, as cancelled, with its parent; or when what it said it holds while it is open has become
 * garbage; or, for a root run, when the next one starts and nothing was heard of it for an hour.
 *
 * @example
 * ```ts
 * import { ForeignRuns } from "@earshot/core/events/foreign";
 *
 * const handler = { handleToolStart: (_tool: object, input: string) => console.log("heard", input), handleToolEnd: console.log };
 * const runs = new ForeignRuns({ handlers: [handler] });
 * const start = { args: { n: 4 }, input: '{"n":4}', toolCallId: undefined };
 * runs.start({ kind: "tool", runId: "their-id", parentRunId: undefined, name: "double", runName: "double", start });
 * // => heard {"n":4}
 * console.log(runs.find("their-id")?.isOpen); // => true
 * ```
 */
export class ForeignRuns {
  readonly #handlers: () => HandlerSet;
  readonly #above: Run | undefined;
  /** Runs that stand for the run that all of this is below. */
  readonly #adopted: Set<string>;

  /** @throws InvalidHandlerError, UnknownOptionError for handlers that are none */
  constructor(audience: ForeignAudience) {
    if ("besides" in audience) {
      const { besides, handlers } = audience;
      withHandlers(noHandlers, handlers); // what is wrong with them is said here
      this.#above = besides.#above;
      this.#adopted = besides.#adopted;
      this.#handlers = () => withHandlers(besides.#handlers(), handlers);
      return;
    }
    const above = "below" in audience ? runOfConfig(audience.below) : undefined;
    this.#above = above;
    this.#adopted = new Set();
    this.#handlers = handlersOf(audience, above);
  }

  /** True if anybody hears. */
  get isHeard(): boolean {
    return this.#handlers().list.length > 0;
  }

  /** True if a guard is among those that hear, so that what is told here may throw. */
  get isGuarded(): boolean {
    return this.#handlers().list.some((handler) => handler.isGuard);
  }

  /** True if one of those that hear wants tokens of models that are not streamed. */
  get prefersStreaming(): boolean {
    return this.#handlers().prefersStreaming;
  }

  /**
   * Says that a run has started; it is then to be found by its id. Nothing happens where everybody who would hear it hears it already.
   *
   * @throws a guard's objection; the run has ended with it then
   */
  start<TKind extends RunKind>(told: ForeignStart<TKind>): Promise<void> | undefined {
    const known = openRuns.get(told.runId) ?? [];
    const handlers = without(this.#handlers(), known);
    if (handlers.list.length === 0 || this.#adopted.has(told.runId)) return undefined;
    if (isOver(told.parentRunId)) {
      noteEnd(told.runId); // what is started below a run that has ended says nothing, and nor does what is below that
      return undefined;
    }
    forgetEnd(told.runId);
    const run = this.#open(told, handlers);
    if (run.parent === undefined) endForgottenRoots();
    const drop = this.#keep(told, run);
    touchRoot(run.root);
    try {
      const begun = start(run, runKinds[told.kind].start as EventRow, told.start as never);
      begun?.catch(drop);
      return begun;
    } catch (objection) {
      drop();
      throw objection;
    }
  }

  /** The run of this id while it is open. */
  find(runId: string): ForeignRun | undefined {
    return openRuns.get(runId)?.find(({ teller }) => teller === this)?.foreign;
  }

  /** Lets the run of this id, which is about to be told of, stand for the run that all of this is below: it is not heard a second time. */
  adopt(runId: string): void {
    this.#adopted.add(runId);
  }

  #open<TKind extends RunKind>(told: ForeignStart<TKind>, handlers: HandlerSet): Run {
    const { kind, runId, parentRunId, name, runName, runType, serialized } = told;
    const parent = this.parentOf(parentRunId);
    const audience: Audience = {
      handlers,
      tags: mergeTags(noTags, [...(told.tags ?? [])]), // copied: what the runtime holds on to is not to be held here
      metadata: mergeMetadata(noMetadata, told.metadata),
      visibility: told.visibility ?? parent?.visibility ?? "user",
    };
    const run = new Run({
      spec: { kind, name, runName, runType, serialized },
      config: runName === undefined ? { runId } : { runId, runName },
      parent,
      parentRunId,
      audience,
      childAudience: audience,
    });
    if (kind === "chain") {
      const { inputs, defersInputs = false } = told.start as EventPayloads["chain.start"];
      run.inputs = inputs;
      run.defersInputs = defersInputs;
    }
    return run;
  }

  /**
   * A parent that was told here; else, for a handler that hears a part of a tree, one that was told elsewhere; else the run above.
   *
   * @internal
   */
  parentOf(parentRunId: string | undefined): Run | undefined {
    if (parentRunId === undefined || this.#adopted.has(parentRunId)) return this.#above;
    const told = openRuns.get(parentRunId);
    return (told?.find(({ teller }) => teller === this) ?? told?.[0])?.run;
  }

  /** Keeps a run to be found until it ends, however it does. */
  #keep({ runId, heldWhileOpen }: ForeignStart, run: Run): () => void {
    const drop = (): void => {
      const others = (openRuns.get(runId) ?? []).filter((other) => other !== told);
      if (others.length === 0) openRuns.delete(runId);
      else openRuns.set(runId, others);
      lost.unregister(run);
      dropRoot(run);
      noteEnd(runId);
    };
    const foreign = new ForeignRun(run, { onEvent: () => touchRoot(run.root), onEnd: drop });
    const told: Told = { run, foreign, teller: this };
    openRuns.set(runId, [...(openRuns.get(runId) ?? []), told]);
    if (heldWhileOpen !== undefined) lost.register(heldWhileOpen, run, run);
    run.onCancel = drop;
    return drop;
  }
}

/** Asked anew each time: what is configured may change. */
function handlersOf(
  audience: Exclude<ForeignAudience, { besides: ForeignRuns }>,
  above: Run | undefined,
): () => HandlerSet {
  if (above !== undefined) return () => above.childAudience.handlers;
  const handlers = "handlers" in audience ? audience.handlers : [];
  if (handlers === "configured") return () => withHandlers(noHandlers, settings.callbacks);
  const given = withHandlers(noHandlers, handlers);
  return () => given;
}

/** Those of `handlers` that do not hear the run already. */
function without(handlers: HandlerSet, known: readonly Told[]): HandlerSet {
  if (known.length === 0) return handlers;
  const heard = new Set(known.flatMap(({ run }) => run.handlers.list.map(({ key }) => key)));
  const voices = new Set(known.map(({ teller }) => teller));
  return withResolved(
    noHandlers,
    handlers.list.filter(({ key, handler }) => {
      const voice = (handler as ForeignVoice)[toldThrough];
      return !heard.has(key) && (voice === undefined || !voices.has(voice));
    }),
  );
}
