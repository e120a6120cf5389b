/** What handlers with `raiseError` threw to stop a run, marked since it reaches the caller as it is: work that deals with failures lets it through. */
export const objections = new WeakSet<object>();

/** True for what a handler with `raiseError` threw to stop a run. */
export const isObjection = (error: unknown): boolean => objections.has(error as object);
