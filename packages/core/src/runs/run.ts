import { RunAbortedError } from "../errors/run-aborted-error.js";
import { deliveryCounts } from "../events/delivery-report.js";
import { dispatch } from "../events/dispatch.js";
import { Emission } from "../events/emission.js";
import type { EventPayloads, EventType, Usage } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { Redactor } from "../events/redactor.js";
import { RootScope } from "../events/root-scope.js";
import type { RunFacts, RunStatus } from "../events/run-facts.js";
import { settings } from "../events/settings.js";
import { RunIdentity } from "./run-identity.js";
import { runKinds } from "./run-kinds.js";
import type { Cancellation, Outcome, RunParts } from "./run-parts.js";
import { RunWatch } from "./run-watch.js";
import { ShownFacts } from "./shown-facts.js";
import { toAbortError } from "./to-abort-error.js";

/**
 * One piece of work, from its start to its one end. Everything speaks through it: it says what happens to its handlers, ends what is
 * still open below it before it ends itself, and owns the signal that tells its body to stop.
 *
 * `open` → one of `ok`, `error`, `cancelled`, `interrupted`; what settles first wins, and a second settle changes nothing.
 */
export class Run extends RunIdentity {
  status: RunStatus | "open" = "open";
  /** False until its start was said, or would have been: what never started has no end to say. */
  isStarted = false;

  /** A chain's inputs, told again at its end. */
  inputs: unknown;
  /** True when the inputs are known at the end only, since the run is fed by a stream. */
  defersInputs = false;
  usage: Usage | undefined;
  firstTokenAt: number | undefined;
  /** What there is of the output when the run ends early. */
  partialOutput: (() => unknown) | undefined;
  /** Says what is still to be said, such as text held back; called once, just before the end. */
  beforeEnd: (() => Promise<void> | undefined) | undefined;
  /** How whoever waits for the run learns that it was cancelled. */
  onCancel: ((cancellation: Cancellation) => void) | undefined;
  /** For whoever comes to wait only after it was cancelled. */
  cancellation: Cancellation | undefined;

  #ownScope: RootScope | undefined;
  /** The error it ended with. */
  #reason: unknown;
  #controller: AbortController | undefined;
  #watching: RunWatch | undefined;
  #shown: RunFacts | undefined;
  // The open children, as a list through them: cheaper than a set for each run.
  #lastChild: Run | undefined;
  #older: Run | undefined;
  #younger: Run | undefined;

  constructor(parts: RunParts<Run>) {
    super(parts);
    if (parts.parent !== undefined) this.#belongTo(parts.parent);
  }

  get isOpen(): boolean {
    return this.status === "open";
  }

  /** True while a signal or a timeout may cancel the run. */
  get isWatched(): boolean {
    return this.#watching !== undefined;
  }

  /** Aborted when the run ends in any way but `ok`. Made when it is first read. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.status !== "open" && this.status !== "ok") this.#controller.abort(this.#endReason());
    }
    return this.#controller.signal;
  }

  /** Cancels the run when a signal aborts or the time is up; all are let go of when the run ends. */
  watch(signals: readonly AbortSignal[], timeoutMs: number | undefined): void {
    this.#watching = new RunWatch(this, signals, timeoutMs);
  }

  /** @throws what ended the run, if anything did: a signal that was aborted before the run began, say */
  throwIfEnded(): void {
    const aborted = this.#watching?.aborted;
    if (aborted !== undefined) this.cancel(toAbortError(this.name, aborted.reason));
    if (this.status !== "open") throw this.#endReason();
  }

  /** Says that something happened. What an ended run says is counted, not delivered. */
  emit<TType extends EventType>(row: EventRow<TType>, payload: EventPayloads[TType]): Promise<void> | undefined {
    if (!this.hears(row)) return undefined;
    if (this.status === "open") return this.#dispatch(row, payload);
    for (const handler of this.handlers.list) if (handler.listeners[row.index] !== undefined) deliveryCounts.dropped++;
    return undefined;
  }

  /**
   * Ends the run, once, after all that is still open below it.
   *
   * @returns a promise if handlers have to be waited for
   * @throws a guard's objection to an end with status `ok`; any other end has an error of its own, which wins
   */
  settle(outcome: Outcome): Promise<void> | undefined {
    if (this.status !== "open") return undefined;
    if (this.beforeEnd !== undefined) return this.#settleAfterRest(outcome);
    const scope = this.root.#ownScope;
    if (scope === undefined) return this.#end(outcome);
    scope.beginSettling();
    try {
      return this.#end(outcome);
    } finally {
      scope.endSettling();
    }
  }

  #end(outcome: Outcome): Promise<void> | undefined {
    this.status = outcome.status; // first of all: a handler may well cancel the run it is just being told of
    this.#reason = outcome.error;
    if (this.#lastChild !== undefined) this.#cancelChildren(outcome);
    let ended: Promise<void> | undefined;
    let objection: { readonly error: unknown } | undefined;
    try {
      ended = this.#sayEnd(outcome);
    } catch (error) {
      objection = { error };
    }
    this.#close(ended);
    if (outcome.status !== "ok") {
      this.root.#ownScope?.boundGuards(this);
      return ended?.catch(() => undefined);
    }
    if (objection !== undefined) throw objection.error;
    return ended;
  }

  /** As a signal or a timeout says: handlers may abort one while they hear of an end. */
  abort(error: unknown): void {
    const scope = this.root.#ownScope;
    if (scope === undefined) this.cancel(error);
    else scope.whenSettled(() => this.cancel(error));
  }

  /** Ends the run as cancelled and tells whoever waits for it. Without an error its consumer left early: nothing failed. */
  cancel(error: unknown): void {
    this.root.#ownScope?.giveUpGuards(this, error); // a guard may hang as long as its run, not longer
    if (this.status !== "open") return;
    const ended = this.settle({ status: "cancelled", error });
    this.cancellation = { error, ended };
    this.onCancel?.(this.cancellation);
  }

  /** What handlers may see of the run: facts, not the run itself. */
  get shownFacts(): RunFacts {
    return (this.#shown ??=
      this.redactor?.redactFacts(runKinds[this.spec.kind].start.type, this) ?? new ShownFacts(this));
  }

  /** What stands between this run and its handlers. */
  get redactor(): Redactor | undefined {
    return this.#scope.redactor;
  }

  get #scope(): RootScope {
    return (this.root.#ownScope ??= new RootScope());
  }

  #dispatch<TType extends EventType>(row: EventRow<TType>, payload: EventPayloads[TType]): Promise<void> | undefined {
    const scope = this.#scope;
    const { handlers } = this;
    const seq = ++scope.seq;
    const time = handlers.hasTyped ? Date.now() : 0;
    const { redactor } = scope;
    const facts = redactor === undefined ? this : this.shownFacts; // copying them for LangChain's methods would be for nothing
    const shown = redactor === undefined ? payload : redactor.redactPayload(row.type, payload, facts);
    return dispatch(new Emission(row as EventRow, facts, { payload: shown, seq, time, origin: this }), handlers, scope);
  }

  /** What is still to be said comes before the end; a guard that objects to it stops a run that was about to end well. */
  #settleAfterRest(outcome: Outcome): Promise<void> | undefined {
    const { beforeEnd } = this;
    this.beforeEnd = undefined;
    let said: Promise<void> | undefined;
    try {
      said = beforeEnd?.();
    } catch (objection) {
      if (outcome.status === "ok") return this.#failWith(objection);
    }
    if (outcome.status === "ok" && said !== undefined) {
      return said.then(
        () => this.settle(outcome),
        (objection: unknown) => this.#failWith(objection),
      );
    }
    said?.catch(() => undefined);
    return this.settle(outcome);
  }

  #failWith(error: unknown): Promise<never> {
    const ended = this.settle({ status: "error", error });
    if (ended === undefined) throw error;
    return ended.then(() => {
      throw error;
    });
  }

  #sayEnd(outcome: Outcome): Promise<void> | undefined {
    const { end, ending } = runKinds[this.spec.kind];
    if (!this.isStarted || !this.hears(end)) return undefined;
    return this.#dispatch(end as EventRow, ending(this, this.#completed(outcome)));
  }

  /** An end tells what there is, whatever the status. */
  #completed(outcome: Outcome): Outcome {
    const { status, error, output } = outcome;
    if (status === "ok" || this.partialOutput === undefined) return outcome;
    try {
      return { status, error, output: output ?? this.partialOutput() };
    } catch {
      return outcome; // an end without output is better than none
    }
  }

  /** In the order they started: what feeds a stream ends before what it feeds. */
  #cancelChildren({ status, error }: Outcome): void {
    const open: Run[] = [];
    for (let child = this.#lastChild; child !== undefined; child = child.#older) open.unshift(child);
    for (const child of open) child.cancel(status === "cancelled" ? error : orphaned(child.name));
  }

  /** Lets go of what the run held; of its signals only when its end has been heard, since a guard may hang there. */
  #close(ended: Promise<void> | undefined): void {
    if (this.#watching !== undefined) {
      const letGo = (): void => this.#letGo();
      if (ended === undefined) letGo();
      else ended.then(letGo, letGo);
    }
    this.partialOutput = undefined;
    if (this.parent !== undefined) this.#leave(this.parent);
    if (this.status !== "ok") this.#controller?.abort(this.#endReason());
    if (this.parent === undefined) this.#handOver();
  }

  #letGo(): void {
    this.#watching?.release();
    this.#watching = undefined;
  }

  #endReason(): unknown {
    return this.#reason ?? new RunAbortedError(this.name, { reason: "it is over: its consumer left early" });
  }

  /** What is still on its way when the root run ends is given to the platform to wait for. */
  #handOver(): void {
    const waitUntil = this.config?.waitUntil ?? settings.waitUntil;
    const drained = waitUntil && this.#ownScope?.drained();
    if (drained === undefined) return;
    try {
      waitUntil?.(drained);
    } catch {
      // The platform refuses to wait: the run is over all the same, and its handlers go on.
    }
  }

  /** What is started below a run that has ended is cancelled before it does anything. */
  #belongTo(parent: Run): void {
    if (parent.status === "open") return this.#join(parent);
    this.status = "cancelled";
    this.#reason = parent.#reason ?? orphaned(this.name);
  }

  #join(parent: Run): void {
    this.#older = parent.#lastChild;
    if (this.#older !== undefined) this.#older.#younger = this;
    parent.#lastChild = this;
  }

  #leave(parent: Run): void {
    if (parent.#lastChild === this) parent.#lastChild = this.#older;
    if (this.#older !== undefined) this.#older.#younger = this.#younger;
    if (this.#younger !== undefined) this.#younger.#older = this.#older;
  }
}

const orphaned = (name: string) => new RunAbortedError(name, { reason: "the run it belongs to has ended" });
