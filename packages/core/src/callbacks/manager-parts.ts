import type { Handler } from "../events/handler.js";
import type { Run } from "../runs/run.js";

/** What a manager may be made of; the `inheritable` ones reach the runs below the next one. */
export interface ManagerOptions {
  readonly handlers?: readonly Handler[];
  readonly inheritableHandlers?: readonly Handler[];
  readonly tags?: readonly string[];
  readonly inheritableTags?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly inheritableMetadata?: Readonly<Record<string, unknown>>;
}

/** The lists of a manager. Mutable, as LangChain's are: each manager has its own. */
export interface ManagerParts {
  handlers: Handler[];
  inheritableHandlers: Handler[];
  tags: string[];
  inheritableTags: string[];
  metadata: Record<string, unknown>;
  inheritableMetadata: Record<string, unknown>;
}

/** A manager's own copy of what it was given. */
export function partsOf(options: ManagerOptions): ManagerParts {
  return {
    handlers: [...(options.handlers ?? [])],
    inheritableHandlers: [...(options.inheritableHandlers ?? [])],
    tags: [...(options.tags ?? [])],
    inheritableTags: [...(options.inheritableTags ?? [])],
    metadata: { ...options.metadata },
    inheritableMetadata: { ...options.inheritableMetadata },
  };
}

/** What the runs below `run` take over, with `tag` on the next of them alone: first, as its events say it. */
export function partsOfRun(run: Run, tag: string | undefined): ManagerParts {
  const handlers = run.childAudience.handlers.list.map(({ handler }) => handler);
  return partsOf({
    handlers,
    inheritableHandlers: handlers,
    tags: tag === undefined ? run.childAudience.tags : [tag, ...run.childAudience.tags],
    inheritableTags: run.childAudience.tags,
    metadata: run.childAudience.metadata,
    inheritableMetadata: run.childAudience.metadata,
  });
}
