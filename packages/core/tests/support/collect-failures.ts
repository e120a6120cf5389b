import { configure, type ConfigureOptions, type HandlerFailure } from "../../src/exports/events.js";

/** A failure as `onHandlerError` was told of it. */
export interface ToldFailure extends HandlerFailure {
  readonly error: unknown;
}

/** Does `work` with these settings in force, and answers what `onHandlerError` was told meanwhile. */
export async function collectFailures(
  work: () => Promise<unknown>,
  settings: ConfigureOptions = {},
): Promise<readonly ToldFailure[]> {
  const failures: ToldFailure[] = [];
  const restore = configure({ onHandlerError: (error, failure) => failures.push({ error, ...failure }), ...settings });
  try {
    await work();
  } finally {
    restore();
  }
  return failures;
}
