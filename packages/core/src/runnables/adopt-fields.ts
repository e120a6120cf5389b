import type { HeardRunnable, HeardRunnableFields } from "./heard-runnable.js";

/** Gives a runnable what its own runs carry. */
export function adoptFields(runnable: HeardRunnable<never>, fields: HeardRunnableFields): void {
  if (fields.name !== undefined) runnable.name = fields.name;
  runnable.callbacks = fields.callbacks;
  runnable.tags = fields.tags;
  runnable.metadata = fields.metadata;
  if (fields.verbose !== undefined) runnable.verbose = fields.verbose;
}
