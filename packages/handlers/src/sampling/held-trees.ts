import type { RunStatus } from "@earshot/core/events";
import { option, type ShapesOf } from "@earshot/core/options";
import type { RelayedEvent } from "@earshot/core/events/relay";
import { tellInOrder } from "./tell-in-order.js";

/** What {@link failedOnlyHandler} may be told. */
export interface FailedOnlyOptions {
  /** The ends that count as failed. Default `["error"]`. */
  readonly statuses?: readonly RunStatus[];
  /**
   * `"top"`: the topmost run must have failed. `"any"`: any run of the tree, one that was retried or fallen back from included.
   * Default `"top"`.
   */
  readonly of?: "top" | "any";
  /** Events that are kept of one tree until it is over. Default 1,000. */
  readonly maxHeldEvents?: number;
}

export const failedOnlyShapes: ShapesOf<FailedOnlyOptions> = {
  statuses: option.listOf(option.oneOf("ok", "error", "cancelled", "interrupted")),
  of: option.oneOf("top", "any"),
  maxHeldEvents: option.number({ isWhole: true }),
};

interface Tree {
  readonly topRunId: string;
  events: RelayedEvent[];
  /** How many events were not kept. */
  missing: number;
  isWithoutDeltas: boolean;
  hasFailed: boolean;
}

/** An open run: its tree, and whether its start is kept there. */
interface OpenRun {
  readonly tree: Tree;
  readonly isKept: boolean;
}

/**
 * Keeps the events of each tree of runs until its topmost run ends. Then it tells all of them, in order, or lets go of them. The
 * topmost run is the first that is heard: below it may be what a handler hears that is attached to a call in the middle.
 */
export class HeldTrees {
  readonly #options: Required<FailedOnlyOptions>;
  readonly #open = new Map<string, OpenRun>();
  #held = 0;
  #dropped = 0;

  constructor(options: FailedOnlyOptions) {
    const { statuses = ["error"], of = "top", maxHeldEvents = 1000 } = options;
    this.#options = { statuses, of, maxHeldEvents };
  }

  /** How many events are kept just now. */
  get held(): number {
    return this.#held;
  }

  /** How many events of trees that were told had not been kept, since there were too many. */
  get dropped(): number {
    return this.#dropped;
  }

  hear(event: RelayedEvent): unknown {
    const { type, run } = event;
    if (type.endsWith(".start")) this.#start(event);
    const open = this.#open.get(run.runId);
    if (open === undefined) return undefined; // attached in the middle of a run: there is no tree to keep it in
    if (!type.endsWith(".end")) {
      if (!type.endsWith(".start")) this.#keep(open, event);
      return undefined;
    }
    return this.#end(open, event);
  }

  #start(event: RelayedEvent): void {
    const { runId, parentRunId } = event.run;
    const above = parentRunId === undefined ? undefined : this.#open.get(parentRunId);
    const tree = above?.tree ?? {
      topRunId: runId,
      events: [],
      missing: 0,
      isWithoutDeltas: false,
      hasFailed: false,
    };
    const isKept = above?.isKept !== false && this.#hasRoom(tree);
    this.#open.set(runId, { tree, isKept });
    this.#keep({ tree, isKept }, event);
  }

  #end(open: OpenRun, event: RelayedEvent): unknown {
    const { tree } = open;
    const { statuses, of } = this.#options;
    const { runId } = event.run;
    const { status } = event.event as { readonly status?: RunStatus };
    const isTop = runId === tree.topRunId;
    if ((of === "any" || isTop) && status !== undefined && statuses.includes(status)) tree.hasFailed = true;
    this.#open.delete(runId);
    this.#keep(open, event);
    return isTop ? this.#settle(tree) : undefined;
  }

  /** A kept start gets its end, however full it is: what is told is well-formed. */
  #keep({ tree, isKept }: OpenRun, event: RelayedEvent): void {
    const { type } = event;
    const isBound = type.endsWith(".start") || type.endsWith(".end");
    const fits = isBound || (this.#hasRoom(tree) && !(tree.isWithoutDeltas && type.endsWith(".delta")));
    if (!isKept || !fits) {
      tree.missing++;
      return;
    }
    tree.events.push(event);
    this.#held++;
  }

  /** Makes room, once, by letting go of deltas: an end tells what they came to. */
  #hasRoom(tree: Tree): boolean {
    const { maxHeldEvents } = this.#options;
    if (tree.events.length < maxHeldEvents) return true;
    if (tree.isWithoutDeltas) return false;
    tree.isWithoutDeltas = true;
    const kept = tree.events.filter(({ type }) => !type.endsWith(".delta"));
    const gone = tree.events.length - kept.length;
    tree.events = kept;
    tree.missing += gone;
    this.#held -= gone;
    return kept.length < maxHeldEvents;
  }

  #settle({ events, missing, hasFailed }: Tree): unknown {
    this.#held -= events.length;
    if (!hasFailed) return undefined;
    this.#dropped += missing;
    return tellInOrder(events);
  }
}
