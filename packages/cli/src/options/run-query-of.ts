import type { RunQuery } from "@earshot/trace";

/** What the options that say which runs ask for. */
export function runQueryOf(options: { readonly [name: string]: unknown }): RunQuery {
  const isInner = options["all"] === true || options["kind"] !== undefined || options["model"] !== undefined;
  const asked: { readonly [TKey in keyof RunQuery]: unknown } = {
    scope: isInner ? "all" : "roots",
    statuses: options["status"],
    kinds: options["kind"],
    names: options["name"],
    models: options["model"],
    tags: options["tag"],
    feedback: options["feedback"],
    sessionId: options["session"],
    text: options["text"],
    startedFrom: options["since"],
    order: options["order"],
    limit: options["limit"],
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as RunQuery;
}

/** Whether they say which at all. */
export function hasRunConditions(options: { readonly [name: string]: unknown }): boolean {
  const { scope: _scope, order: _order, limit: _limit, ...conditions } = runQueryOf(options);
  return Object.keys(conditions).length > 0;
}
