import { CallbackManager } from "../callbacks/callback-manager.js";
import { alsoAbortedBy, type Callbacks, type RunnableConfig } from "../context/run-config.js";
import { mergeMetadata, noMetadata } from "../context/metadata.js";
import { mergeTags, noTags } from "../context/tags.js";
import type { Handler } from "../events/handler.js";

/**
 * Several configs as one, the later ones nearer to the call. Tags are united, metadata and configurable values are merged with the
 * nearest winning, callbacks are united, all signals count, the shortest timeout counts; of anything else the last that is given.
 */
export function mergeConfigs<TConfig extends RunnableConfig>(
  ...configs: readonly (Partial<TConfig> | undefined)[]
): Partial<TConfig> {
  let merged: RunnableConfig = {};
  for (const config of configs) if (config !== undefined) merged = mergeTwo(merged, config);
  return merged as Partial<TConfig>;
}

function mergeTwo(base: RunnableConfig, config: RunnableConfig): RunnableConfig {
  const merged: Record<string | symbol, unknown> = { ...base };
  for (const key of Reflect.ownKeys(config)) {
    const value = (config as Record<string | symbol, unknown>)[key];
    if (value !== undefined) merged[key] = value;
  }
  const result = merged as RunnableConfig;
  if (base.tags && config.tags) result.tags = mergeTags(mergeTags(noTags, base.tags), config.tags);
  if (base.metadata && config.metadata)
    result.metadata = mergeMetadata(mergeMetadata(noMetadata, base.metadata), config.metadata);
  if (base.configurable && config.configurable) result.configurable = { ...base.configurable, ...config.configurable };
  if (base.callbacks && config.callbacks) result.callbacks = mergeCallbacks(base.callbacks, config.callbacks);
  if (base.timeout !== undefined && config.timeout !== undefined)
    result.timeout = Math.min(base.timeout, config.timeout);
  const signals = [...(base[alsoAbortedBy] ?? []), ...(config[alsoAbortedBy] ?? [])];
  if (base.signal !== undefined && result.signal !== base.signal) signals.push(base.signal);
  if (signals.length > 0) result[alsoAbortedBy] = signals;
  return result;
}

/** The nearer callbacks first; but a manager may belong to a run, and then says where the new one does. */
function mergeCallbacks(base: Callbacks, nearer: Callbacks): Callbacks {
  const [first, second] = Array.isArray(nearer) && !Array.isArray(base) ? [base, nearer] : [nearer, base];
  const more = Array.isArray(second)
    ? (second as readonly Handler[])
    : (CallbackManager.configure(second)?.handlers ?? []);
  return Array.isArray(first)
    ? [...(first as readonly Handler[]), ...more]
    : (CallbackManager.configure(first)?.copy(more) ?? more);
}
