import { defineHandler, type EarshotEvent, type ObservingHandler } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { renderRunTree, type RunTreeRendering } from "./render-run-tree.js";
import type { RunNode } from "./run-node.js";

/** What {@link runTreeHandler} may be told. */
export interface RunTreeHandlerOptions {
  /** How many root runs are kept, the latest ones. Default 100. */
  readonly maxRoots?: number;
}

/** A handler that keeps the tree of the runs it heard. */
export interface RunTreeHandler extends ObservingHandler {
  /** The root runs, in the order they started; each is up to date whenever it is read. */
  readonly roots: readonly RunNode[];
  /** All trees, drawn. Without colour unless asked for. */
  toString(rendering?: RunTreeRendering): string;
  /** Forgets all. */
  clear(): void;
}

const shapes: ShapesOf<RunTreeHandlerOptions> = { maxRoots: option.number({ isWhole: true }) };

type MutableNode = { -readonly [TKey in keyof RunNode]: RunNode[TKey] } & { children: MutableNode[] };

/**
 * Keeps what ran, below what, for how long, at what cost and how it ended – to be looked at when it is over.
 *
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { runTreeHandler } from "@earshot/handlers/run-tree";
 *
 * const tree = runTreeHandler();
 * await run({ kind: "chain", name: "greet", start: { inputs: "world" } }, () => "hello world", { callbacks: [tree] });
 * console.log(tree.roots[0]?.name, tree.roots[0]?.status); // => greet ok
 * ```
 */
export function runTreeHandler(options: RunTreeHandlerOptions = {}): RunTreeHandler {
  checkOptions("runTreeHandler", options, shapes);
  const { maxRoots = 100 } = options;
  const roots: MutableNode[] = [];
  const open = new Map<string, MutableNode>();

  function hear(event: EarshotEvent): void {
    if (event.type.endsWith(".start")) return start(event);
    const node = open.get(event.runId);
    if (node === undefined) return;
    if (event.type === "run.retry") node.retries++;
    if ("status" in event) end(node, event);
  }

  function start(event: EarshotEvent): void {
    const { runId, parentRunId, name, kind, runType, time } = event;
    const node: MutableNode = {
      runId,
      name,
      kind,
      runType,
      status: "open",
      startedAt: time,
      endedAt: undefined,
      firstTokenAt: undefined,
      usage: undefined,
      error: undefined,
      retries: 0,
      children: [],
    };
    open.set(runId, node);
    const parent = parentRunId === undefined ? undefined : open.get(parentRunId);
    if (parent !== undefined) parent.children.push(node);
    else if (roots.push(node) > maxRoots) roots.shift();
  }

  function end(node: MutableNode, event: Extract<EarshotEvent, { readonly status: unknown }>): void {
    open.delete(node.runId);
    node.status = event.status;
    node.endedAt = event.time;
    node.error = event.error;
    if ("usage" in event) node.usage = event.usage;
    if ("firstTokenAt" in event) node.firstTokenAt = event.firstTokenAt;
  }

  return defineHandler({
    name: "run-tree",
    roots,
    onEvent: hear,
    toString: (rendering?: RunTreeRendering) => renderRunTree(roots, rendering),
    clear: () => {
      roots.length = 0;
      open.clear();
    },
  });
}
