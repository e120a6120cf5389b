import type { AnthropicClient, AnthropicMessages, AnthropicRequestOptions } from "./anthropic-client.js";
import { fromSdkError } from "./errors/from-sdk-error.js";
import { AnthropicStreamInterruptedError } from "./errors/stream-interrupted-error.js";
import type { AnthropicAnswer } from "./from-anthropic-message.js";
import type { AnthropicStreamEvent } from "./from-anthropic-stream-event.js";
import { retry, type RetryNotice } from "./retry.js";
import type { AnthropicRequestParams } from "./to-request-params.js";

/** How one call is sent. */
export interface TransportCall {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxRetries: number;
  readonly onRetry: (notice: RetryNotice) => unknown;
}

/** How long the rest of a stream may take once the answer is complete. */
const drainMs = 1_000;

/**
 * Sends requests and turns what the SDK throws into typed errors. A request that failed before anything of its answer was handed on is
 * tried again, as {@link retry} says; one that broke later is not.
 */
export class AnthropicTransport {
  readonly #client: AnthropicClient;
  readonly #secret: string | undefined;

  constructor(client: AnthropicClient, secret: string | undefined) {
    this.#client = client;
    this.#secret = secret;
  }

  /** The whole answer. */
  create(params: AnthropicRequestParams, call: TransportCall): Promise<AnthropicAnswer> {
    return retry(() => this.#send<AnthropicAnswer>(params, call), call);
  }

  /**
   * The events of the answer, up to `message_stop` exclusively. Rejects with `AnthropicStreamInterruptedError` if the stream ends without it.
   * Leaving the loop closes the connection.
   */
  async *stream(
    params: AnthropicRequestParams,
    call: TransportCall,
  ): AsyncGenerator<AnthropicStreamEvent, void, undefined> {
    const opened = await retry(() => this.#open(params, call), call);
    let complete = false;
    try {
      for (let event = opened.first; ; event = await this.#pull(opened.events, params, call)) {
        if (event.type === "message_stop") {
          complete = true;
          return;
        }
        yield event;
      }
    } finally {
      if (complete) void drain(opened.events, opened.abort);
      else await opened.events.return?.(undefined);
    }
  }

  /** A stream with its first event: until that is there, the request may be repeated. */
  async #open(params: AnthropicRequestParams, call: TransportCall): Promise<OpenStream> {
    const stream = await this.#send<SdkStream>(params, call);
    const events = stream[Symbol.asyncIterator]();
    return { events, first: await this.#pull(events, params, call), abort: () => stream.controller?.abort() };
  }

  async #pull(
    events: AsyncIterator<AnthropicStreamEvent>,
    params: AnthropicRequestParams,
    call: TransportCall,
  ): Promise<AnthropicStreamEvent> {
    let result: IteratorResult<AnthropicStreamEvent>;
    try {
      result = await events.next();
    } catch (error) {
      throw this.#explain(error, { params, call, streaming: true });
    }
    if (!result.done) return result.value;
    call.signal?.throwIfAborted(); // the SDK ends an aborted stream without an error
    throw new AnthropicStreamInterruptedError(
      `The stream of "${params.model}" ended without \`message_stop\`. The text so far is not the whole answer: call again, ` +
        "and look for a proxy in between that cuts long answers.",
      { retryable: true },
    );
  }

  async #send<TAnswer>(params: AnthropicRequestParams, call: TransportCall): Promise<TAnswer> {
    call.signal?.throwIfAborted();
    const { betas, ...rest } = params;
    const options: AnthropicRequestOptions = { signal: call.signal, headers: call.headers, maxRetries: 0 };
    try {
      const isBeta = betas !== undefined && betas.length > 0 && this.#client.beta !== undefined;
      const messages = isBeta ? this.#client.beta?.messages : this.#client.messages;
      return (await (messages as AnthropicMessages).create(
        (isBeta ? params : rest) as never,
        options as never,
      )) as TAnswer;
    } catch (error) {
      throw this.#explain(error, { params, call, streaming: false });
    }
  }

  #explain(
    error: unknown,
    where: { params: AnthropicRequestParams; call: TransportCall; streaming: boolean },
  ): unknown {
    if (where.call.signal?.aborted) return where.call.signal.reason;
    return fromSdkError(error, { model: where.params.model, secret: this.#secret, streaming: where.streaming });
  }
}

/** What the SDK answers with when it streams. */
interface SdkStream extends AsyncIterable<AnthropicStreamEvent> {
  readonly controller?: AbortController;
}

interface OpenStream {
  readonly events: AsyncIterator<AnthropicStreamEvent>;
  readonly first: AnthropicStreamEvent;
  /** Closes the connection even while an event is waited for, which the iterator's `return` can't. */
  readonly abort: () => void;
}

/**
 * Reads the end of a complete stream, so that its connection can be used again. Nobody waits for it, and what goes wrong no longer
 * matters; a server that doesn't end is left after a second.
 */
async function drain(events: AsyncIterator<AnthropicStreamEvent>, abort: () => void): Promise<void> {
  const timer = setTimeout(abort, drainMs);
  await events.next().catch(() => undefined);
  clearTimeout(timer);
}
