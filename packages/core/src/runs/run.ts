import { emptyContext, type RunContext } from "../context/run-context.js";
import type { RunnableConfig } from "../context/run-config.js";
import { RunAbortedError } from "../errors/run-aborted-error.js";
import { RunTimeoutError } from "../errors/run-timeout-error.js";
import { deliveryCounts } from "../events/delivery-report.js";
import { dispatch } from "../events/dispatch.js";
import { Emission } from "../events/emission.js";
import type { EventPayloads, EventType, Usage } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { HandlerSet } from "../events/handler-set.js";
import { redactFacts, redactPayload } from "../events/redactor.js";
import { RootScope } from "../events/root-scope.js";
import type { RunFacts, RunKind, RunStatus, Visibility } from "../events/run-facts.js";
import { settings } from "../events/settings.js";
import type { Serialized } from "../load/serialized.js";
import { uuidV7 } from "../util/uuid-v7.js";
import { runKinds } from "./run-kinds.js";
import type { RunSpec } from "./run-spec.js";

/** How a run ended, and with what. */
export interface Outcome {
  readonly status: RunStatus;
  readonly output?: unknown;
  readonly error?: unknown;
}

/** What a run is made of; worked out by `openRun`. */
export interface RunParts {
  readonly spec: RunSpec;
  readonly config: RunnableConfig | undefined;
  readonly parent: Run | undefined;
  readonly parentRunId: string | undefined;
  readonly handlers: HandlerSet;
  readonly childHandlers: HandlerSet;
  readonly tags: readonly string[];
  readonly childTags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly childMetadata: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility;
}

const unserialized: Serialized = Object.freeze({ lc: 1, type: "not_implemented", id: [] as string[] });

/** What a platform's timer can wait; 24 days are no limit. */
const longestTimeout = 0x7fffffff;

/**
 * One piece of work, from its start to its one end. Everything speaks through it: it says what happens to its handlers, ends what is
 * still open below it before it ends itself, and owns the signal that tells its body to stop.
 *
 * `open` → one of `ok`, `error`, `cancelled`, `interrupted`; what settles first wins, and a second settle changes nothing.
 */
export class Run implements RunFacts {
  readonly spec: RunSpec;
  readonly config: RunnableConfig | undefined;
  readonly parent: Run | undefined;
  readonly handlers: HandlerSet;
  readonly childHandlers: HandlerSet;
  readonly tags: readonly string[];
  readonly childTags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly childMetadata: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility;
  status: RunStatus | "open" = "open";
  /** False until its start was said, or would have been: what never started has no end to say. */
  isStarted = false;

  /** A chain's inputs, told again at its end. */
  inputs: unknown = undefined;
  /** True when the inputs are known at the end only, since the run is fed by a stream. */
  defersInputs = false;
  usage: Usage | undefined = undefined;
  firstTokenAt: number | undefined = undefined;
  /** What there is of the output when the run ends early. */
  partialOutput: (() => unknown) | undefined = undefined;
  /** How whoever waits for the run learns that it was cancelled. */
  onCancel: ((error: unknown, ended: Promise<void> | undefined) => void) | undefined = undefined;

  private readonly root: Run;
  private readonly givenParentRunId: string | undefined;
  private ownId: string | undefined = undefined;
  private ownScope: RootScope | undefined = undefined;
  private controller: AbortController | undefined = undefined;
  private reason: unknown = undefined;
  private watched: readonly AbortSignal[] | undefined = undefined;
  private unlink: (() => void) | undefined = undefined;
  private redactedFacts: RunFacts | undefined = undefined;
  // The open children, as a list through them: cheaper than a set for each run.
  private firstChild: Run | undefined = undefined;
  private next: Run | undefined = undefined;
  private previous: Run | undefined = undefined;

  constructor(parts: RunParts) {
    this.spec = parts.spec;
    this.config = parts.config;
    this.parent = parts.parent;
    this.givenParentRunId = parts.parentRunId;
    this.handlers = parts.handlers;
    this.childHandlers = parts.childHandlers;
    this.tags = parts.tags;
    this.childTags = parts.childTags;
    this.metadata = parts.metadata;
    this.childMetadata = parts.childMetadata;
    this.visibility = parts.visibility;
    this.root = parts.parent?.root ?? this;
    if (parts.parent !== undefined) this.belongTo(parts.parent);
  }

  get runId(): string {
    return (this.ownId ??= this.config?.runId ?? uuidV7());
  }

  get parentRunId(): string | undefined {
    return this.parent === undefined ? this.givenParentRunId : this.parent.runId;
  }

  get rootRunId(): string {
    return this.root.runId;
  }

  get kind(): RunKind {
    return this.spec.kind;
  }

  get runType(): string | undefined {
    return this.spec.runType;
  }

  /** What LangChain's methods call the run. */
  get runName(): string | undefined {
    return this.config?.runName ?? this.spec.runName;
  }

  get name(): string {
    return this.config?.runName ?? this.spec.name;
  }

  get serialized(): Serialized {
    return this.spec.serialized ?? unserialized;
  }

  /** True while a signal or a timeout may cancel the run. */
  get isWatched(): boolean {
    return this.unlink !== undefined;
  }

  /** True if anybody hears anything of it. */
  get isHeard(): boolean {
    return this.handlers.list.length > 0;
  }

  get isOpen(): boolean {
    return this.status === "open";
  }

  /** How the run was cancelled, for whoever comes to wait for it only then. */
  cancelled: { readonly error: unknown; readonly ended: Promise<void> | undefined } | undefined = undefined;

  /** @throws what ended the run, if anything did: a signal that was aborted before the run began, say */
  throwIfEnded(): void {
    const aborted = this.watched?.find((signal) => signal.aborted);
    if (aborted !== undefined) this.cancel(toAbortError(this.name, aborted.reason));
    if (this.status !== "open") throw this.abortReason();
  }

  /** True if an event of this row would be heard by anybody. */
  hears(row: { readonly bit: number }): boolean {
    return (this.handlers.mask & row.bit) !== 0;
  }

  /** Aborted when the run ends in any way but `ok`. Made when it is first read. */
  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      if (this.status !== "open" && this.status !== "ok") this.controller.abort(this.abortReason());
    }
    return this.controller.signal;
  }

  /** Cancels the run when a signal aborts or the time is up; all are let go of when the run ends. */
  watch(signals: readonly AbortSignal[], timeoutMs: number | undefined): void {
    this.watched = signals;
    const onAbort = ({ target }: Event) => this.cancel(toAbortError(this.name, (target as AbortSignal).reason));
    for (const signal of signals) signal.addEventListener("abort", onAbort, { once: true });
    const expire = () => this.cancel(new RunTimeoutError(this.name, timeoutMs as number));
    const isLimited = timeoutMs !== undefined && timeoutMs <= longestTimeout;
    const timer = isLimited ? setTimeout(expire, timeoutMs) : undefined;
    this.unlink = () => {
      for (const signal of signals) signal.removeEventListener("abort", onAbort);
      clearTimeout(timer);
    };
  }

  /** Says that something happened. What an ended run says is counted, not delivered. */
  emit<TType extends EventType>(row: EventRow<TType>, payload: EventPayloads[TType]): Promise<void> | undefined {
    if ((this.handlers.mask & row.bit) === 0) return undefined;
    if (this.status !== "open") {
      for (const handler of this.handlers.list) if (handler.listeners[row.index] !== undefined) deliveryCounts.dropped++;
      return undefined;
    }
    return this.dispatch(row, payload);
  }

  /**
   * Ends the run, once, after all that is still open below it.
   *
   * @returns a promise if handlers have to be waited for
   * @throws a guard's objection to an end with status `ok`; any other end has an error of its own, which wins
   */
  settle(outcome: Outcome): Promise<void> | undefined {
    if (this.status !== "open") return undefined;
    this.status = outcome.status; // first of all: a handler may well cancel the run it is just being told of
    this.reason = outcome.error;
    if (this.firstChild !== undefined) this.cancelChildren(outcome);
    let ended: Promise<void> | undefined;
    let objection: { readonly error: unknown } | undefined;
    try {
      ended = this.sayEnd(outcome);
    } catch (error) {
      objection = { error };
    }
    this.close(ended);
    if (outcome.status !== "ok") return ended?.catch(() => undefined);
    if (objection !== undefined) throw objection.error;
    return ended;
  }

  /** Ends the run as cancelled and tells whoever waits for it. Without an error its consumer left early: nothing failed. */
  cancel(error: unknown): void {
    if (this.parent === undefined) this.ownScope?.giveUpGuards(error); // a guard may hang as long as its run, not longer
    if (this.status !== "open") return;
    this.cancelled = { error, ended: this.settle({ status: "cancelled", error }) };
    this.onCancel?.(error, this.cancelled.ended);
  }

  /** What the runs below take over, with `tag` on the next of them alone. */
  contextForChildren(tag?: string): RunContext<Run> {
    return {
      parent: this,
      parentRunId: undefined,
      handlers: this.childHandlers,
      localHandlers: emptyContext.localHandlers,
      tags: this.childTags,
      localTags: tag === undefined ? emptyContext.localTags : [tag],
      metadata: this.childMetadata,
      localMetadata: emptyContext.localMetadata,
      visibility: this.visibility,
    };
  }

  /** What handlers may see of the run. */
  get shownFacts(): RunFacts {
    const { redactor } = this.scope;
    if (redactor === undefined) return this;
    return (this.redactedFacts ??= redactFacts(redactor, runKinds[this.spec.kind].start.type, this));
  }

  private get scope(): RootScope {
    return (this.root.ownScope ??= new RootScope());
  }

  private dispatch<TType extends EventType>(row: EventRow<TType>, payload: EventPayloads[TType]): Promise<void> | undefined {
    const { scope, handlers } = this;
    const moment = { seq: ++scope.seq, time: handlers.hasTyped ? Date.now() : 0 };
    const { redactor } = scope;
    if (redactor === undefined) return dispatch(new Emission(row as EventRow, this, { payload, moment }), handlers, scope);
    return dispatch(new Emission(row as EventRow, this.shownFacts, { payload: redactPayload(redactor, row.type, payload), moment }), handlers, scope);
  }

  private sayEnd(outcome: Outcome): Promise<void> | undefined {
    const { end, ending } = runKinds[this.spec.kind];
    if (!this.isStarted || !this.hears(end)) return undefined;
    return this.dispatch(end as EventRow, ending(this, this.completed(outcome)));
  }

  /** An end tells what there is, whatever the status. */
  private completed(outcome: Outcome): Outcome {
    const { status, error, output } = outcome;
    if (status === "ok" || this.partialOutput === undefined) return outcome;
    try {
      return { status, error, output: output ?? this.partialOutput() };
    } catch {
      return outcome; // an end without output is better than none
    }
  }

  /** In the order they started: what feeds a stream ends before what it feeds. */
  private cancelChildren({ status, error }: Outcome): void {
    const open: Run[] = [];
    for (let child = this.firstChild; child !== undefined; child = child.next) open.unshift(child);
    for (const child of open) {
      child.cancel(status === "cancelled" ? error : new RunAbortedError(child.name, { reason: "the run it belongs to ended first" }));
    }
  }

  /** Lets go of what the run held; of its signals only when its end has been heard, since a guard may hang there. */
  private close(ended: Promise<void> | undefined): void {
    if (ended === undefined || this.status !== "ok") this.letGo();
    else ended.then(this.letGo, this.letGo);
    this.partialOutput = undefined;
    if (this.parent !== undefined) this.leave(this.parent);
    if (this.status !== "ok") this.controller?.abort(this.abortReason());
    if (this.parent === undefined) this.handOver();
  }

  private readonly letGo = (): void => {
    this.unlink?.();
    this.unlink = undefined;
  };

  private abortReason(): unknown {
    return this.reason ?? new RunAbortedError(this.name, { reason: "its consumer left early" });
  }

  /** What is still on its way when the root run ends is given to the platform to wait for. */
  private handOver(): void {
    const waitUntil = this.config?.waitUntil ?? settings.waitUntil;
    if (waitUntil === undefined) return;
    const drained = this.ownScope?.drained();
    if (drained === undefined) return;
    try {
      waitUntil(drained);
    } catch {
      // The platform refuses to wait: the run is over all the same, and its handlers go on.
    }
  }

  /** What is started below a run that has ended is cancelled before it does anything. */
  private belongTo(parent: Run): void {
    if (parent.status === "open") return this.join(parent);
    this.status = "cancelled";
    this.reason = parent.reason ?? new RunAbortedError(this.name, { reason: "the run it belongs to has ended" });
  }

  private join(parent: Run): void {
    const first = parent.firstChild;
    this.next = first;
    if (first !== undefined) first.previous = this;
    parent.firstChild = this;
  }

  private leave(parent: Run): void {
    if (this.previous === undefined) parent.firstChild = this.next;
    else this.previous.next = this.next;
    if (this.next !== undefined) this.next.previous = this.previous;
    this.next = undefined;
    this.previous = undefined;
  }
}

/** What the caller is given when a signal aborts: its reason if that is an error, as the platform does, else an `AbortError`. */
export function toAbortError(runName: string, reason: unknown): unknown {
  if (reason instanceof Error) return reason;
  return new RunAbortedError(runName, { reason: reason === undefined ? "its signal was aborted" : String(reason), cause: reason });
}
