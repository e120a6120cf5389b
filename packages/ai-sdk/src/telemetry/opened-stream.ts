import type { AISDKStreamPart } from "../chat-model/from-stream-part.js";

type Stream = ReadableStream<AISDKStreamPart>;

/** What a model answers that streams, with its stream replaced; `undefined` where it is no such thing. */
export function withStream(opened: unknown, replace: (stream: Stream) => Stream): object | undefined {
  const { stream } = (opened ?? {}) as { readonly stream?: unknown };
  return stream instanceof ReadableStream ? { ...(opened as object), stream: replace(stream as Stream) } : undefined;
}

/**
 * The same of what the body of a span answers. That it answers so is AI SDK's own affair: the tests say whether it does, and where it doesn't,
 * `earshotMiddleware` hears the pieces.
 */
export function withSpanStream(answer: unknown, replace: (stream: Stream) => Stream): object | undefined {
  const result = withStream((answer as { readonly result?: unknown } | undefined)?.result, replace);
  return result === undefined ? undefined : { ...(answer as object), result };
}
