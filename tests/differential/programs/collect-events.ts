/** What a stream of events had yielded when it ended, and the error it ended with. */
export interface CollectedEvents {
  readonly events: readonly unknown[];
  readonly error?: unknown;
}

/**
 * Reads a stream to its end, whether that is a good one or not. LangChain's events have no `parent_ids`: they are left out, unless what
 * handlers hear shows what they must be. So is the stack of an error's text.
 */
export async function collectEvents(
  stream: AsyncIterable<unknown>,
  options?: { readonly withParents: true },
): Promise<CollectedEvents> {
  const events: unknown[] = [];
  try {
    for await (const event of stream) events.push(options?.withParents ? event : comparable(event));
    return { events };
  } catch (error) {
    return { events, error };
  }
}

/** The event as both libraries tell it. */
export function comparable(event: unknown): unknown {
  if (typeof event !== "object" || event === null || !("parent_ids" in event)) return withoutStack(event);
  const { parent_ids: _, ...rest } = event;
  return withoutStack(rest);
}

function withoutStack(event: unknown): unknown {
  const { data } = event as { readonly data?: { readonly error?: unknown } };
  if (typeof data?.error !== "string") return event;
  return { ...(event as object), data: { ...data, error: data.error.split("\n")[0] } };
}
