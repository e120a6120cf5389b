import { ambientContext } from "../ambient-context/ambient-context.js";
import { contextOfCallbacks } from "../context/context-of-callbacks.js";
import { emptyContext, type RunContext } from "../context/run-context.js";
import { mergeMetadata } from "../context/metadata.js";
import { mergeTags } from "../context/tags.js";
import { listedHandlers } from "../context/listed-handlers.js";
import { nobody, type Audience } from "../context/audience.js";
import { alsoAbortedBy, type RunnableConfig } from "../context/run-config.js";
import { withHandlers, withResolved } from "../events/handler-set.js";
import { rootHandlers } from "../events/root-handlers.js";
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

/** Opens a run right below `parent`, for a step of it; `tags` are on this run alone. */
export function openChildRun(spec: RunSpec, parent: Run, tags: readonly string[]): Run {
  const { childAudience } = parent;
  const handlers =
    spec.callbacks === undefined ? childAudience.handlers : withHandlers(childAudience.handlers, spec.callbacks);
  // Labels of a run that nobody hears are nobody's business.
  const audience =
    handlers.list.length === 0
      ? childAudience
      : {
          handlers,
          tags: mergeTags(mergeTags(tags, childAudience.tags), spec.tags),
          metadata: mergeMetadata(childAudience.metadata, spec.metadata),
          visibility: spec.visibility ?? childAudience.visibility,
        };
  return new Run({ spec, config: undefined, parent, parentRunId: undefined, audience, childAudience });
}

function makeRun(spec: RunSpec, config: RunnableConfig | undefined, context: RunContext<Run>): Run {
  const { parent, parentRunId, localHandlers, localTags, localMetadata } = context;
  let inherited = withHandlers(context.handlers, listedHandlers(config));
  if (parent === undefined) inherited = withHandlers(inherited, rootHandlers(inherited));
  const handlers = withHandlers(withResolved(inherited, localHandlers.list), spec.callbacks);
  const tags = mergeTags(context.tags, config?.tags);
  const metadata = mergeMetadata(context.metadata, config?.metadata);
  const visibility = config?.visibility ?? spec.visibility ?? context.visibility ?? "user";
  const childAudience = audienceOf({ handlers: inherited, tags, metadata, visibility }, nobody);
  const own = handlers.list.length > 0 && {
    handlers,
    tags: mergeTags(mergeTags(mergeTags(localTags, context.tags), tags), spec.tags),
    metadata: mergeMetadata(mergeMetadata(metadata, localMetadata), spec.metadata),
    visibility,
  };
  const audience = own ? audienceOf(own, childAudience) : childAudience;
  return new Run({ spec, config, parent, parentRunId, audience, childAudience });
}

/** The audience, or `known` if it is the same: runs that share one cost less. */
function audienceOf(audience: Audience, known: Audience): Audience {
  const isKnown =
    audience.handlers === known.handlers &&
    audience.tags === known.tags &&
    audience.metadata === known.metadata &&
    audience.visibility === known.visibility;
  return isKnown ? known : audience;
}

/** What a call with this config takes over: from the run it belongs to, or from a manager. */
export function contextOf(config: RunnableConfig | undefined): RunContext<Run> {
  const callbacks = config?.callbacks;
  const carried = callbacks == null ? undefined : contextOfCallbacks(callbacks); // LangChain takes null
  if (carried !== undefined) return carried as RunContext<Run>;
  const parent = parentOfConfig(config) ?? ambientParent();
  return parent === undefined ? emptyContext : parent.contextForChildren();
}

/** What goes on after a run is over, in a timer say, is no longer part of it. */
function ambientParent(): Run | undefined {
  const run = ambientContext.current as Run | undefined;
  return run?.status === "ok" ? undefined : run;
}

function watchConfig(run: Run, config: RunnableConfig): void {
  const { signal, timeout, [alsoAbortedBy]: more = [] } = config;
  if (signal === undefined && timeout === undefined) return;
  run.watch(signal === undefined ? more : [signal, ...more], timeout);
}
