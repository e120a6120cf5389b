import { currentAmbientContext } from "../ambient-context/ambient-context.js";
import {
  contextOfCallbacks,
  emptyContext,
  mergeMetadata,
  mergeTags,
  type RunContext,
} from "../context/run-context.js";
import { alsoAbortedBy, type RunnableConfig } from "../context/run-config.js";
import { withHandlers, withResolved } from "../events/handler-set.js";
import type { Handler } from "../events/handler.js";
import { settings } from "../events/settings.js";
import { ChildConfig, parentOfConfig } from "./child-config.js";
import { Run } from "./run.js";
import type { RunSpec } from "./run-spec.js";

/**
 * Opens a run for a call: works out where it belongs and who hears it. Nothing is said yet.
 *
 * Its parent is the run that `config` comes from, else that of `config.callbacks`, else the ambient one.
 */
export function openRun(spec: RunSpec, config: RunnableConfig | undefined): Run {
  const run = makeRun(spec, config, contextOf(config));
  if (config !== undefined && !(config instanceof ChildConfig)) watchConfig(run, config);
  return run;
}

/** Opens a run right below `parent`, for a step of it; `tag` is on this run alone. */
export function openChildRun(spec: RunSpec, parent: Run, tag?: string): Run {
  const { childHandlers, childTags, childMetadata } = parent;
  const handlers = withHandlers(childHandlers, spec.callbacks);
  const isHeard = handlers.list.length > 0;
  return new Run({
    spec,
    config: undefined,
    parent,
    parentRunId: undefined,
    handlers,
    childHandlers,
    tags: isHeard ? mergeTags(tag === undefined ? childTags : Object.freeze([tag, ...childTags]), spec.tags) : childTags,
    childTags,
    metadata: isHeard ? mergeMetadata(childMetadata, spec.metadata) : childMetadata,
    childMetadata,
    visibility: spec.visibility ?? parent.visibility,
  });
}

function makeRun(spec: RunSpec, config: RunnableConfig | undefined, context: RunContext<Run>): Run {
  const { parent } = context;
  let childHandlers = withHandlers(context.handlers, listOf(config));
  if (parent === undefined) childHandlers = withHandlers(childHandlers, settings.callbacks);
  const handlers = withHandlers(withResolved(childHandlers, context.localHandlers.list), spec.callbacks);
  const childTags = mergeTags(context.tags, config?.tags);
  const childMetadata = mergeMetadata(context.metadata, config?.metadata);
  const isHeard = handlers.list.length > 0; // tags and metadata of a run that nobody hears are nobody's business
  return new Run({
    spec,
    config,
    parent,
    parentRunId: context.parentRunId,
    handlers,
    childHandlers,
    tags: isHeard ? mergeTags(mergeTags(mergeTags(context.localTags, context.tags), childTags), spec.tags) : childTags,
    childTags,
    metadata: isHeard ? mergeMetadata(mergeMetadata(childMetadata, context.localMetadata), spec.metadata) : childMetadata,
    childMetadata,
    visibility: config?.visibility ?? spec.visibility ?? context.visibility ?? "user",
  });
}

function listOf(config: RunnableConfig | undefined): readonly Handler[] | undefined {
  const callbacks = config?.callbacks;
  return Array.isArray(callbacks) ? (callbacks as readonly Handler[]) : undefined;
}

function contextOf(config: RunnableConfig | undefined): RunContext<Run> {
  const callbacks = config?.callbacks;
  const carried = callbacks === undefined ? undefined : contextOfCallbacks(callbacks);
  if (carried !== undefined) return carried as RunContext<Run>;
  const parent = parentOfConfig(config) ?? ambientParent();
  return parent === undefined ? emptyContext : parent.contextForChildren();
}

/** What goes on after a run is over, in a timer say, is no longer part of it. */
function ambientParent(): Run | undefined {
  const run = currentAmbientContext() as Run | undefined;
  return run?.status === "ok" ? undefined : run;
}

function watchConfig(run: Run, config: RunnableConfig): void {
  const { signal, timeout, [alsoAbortedBy]: more } = config;
  if (signal === undefined && timeout === undefined) return;
  const signals = signal === undefined ? [] : [signal];
  run.watch(more === undefined ? signals : [...signals, ...more], timeout);
}
