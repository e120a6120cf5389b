import { retryRequest, type RetryNotice } from "@earshot/core/utils/retry";
import type { AnthropicClient, AnthropicMessages, AnthropicRequestOptions } from "./anthropic-client.js";
import { assertAnswer, assertStreamEvent, unexpectedAnswer } from "./assert-answer.js";
import { AnthropicError } from "./errors/anthropic-error.js";
import { fromSdkError } from "./errors/from-sdk-error.js";
import { AnthropicStreamInterruptedError } from "./errors/stream-interrupted-error.js";
import type { AnthropicAnswer } from "./from-anthropic-message.js";
import type { AnthropicStreamEvent } from "./from-anthropic-stream-event.js";
import type { AnthropicRequestParams } from "./to-request-params.js";

/** How one call is sent. */
export interface TransportCall {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxRetries: number;
  readonly onRetry: (notice: RetryNotice) => unknown;
}

const isRetryable = (error: unknown): error is AnthropicError => error instanceof AnthropicError && error.retryable;

/** How long the rest of a stream may take once the answer is complete. */
const drainMs = 1_000;

/**
 * Sends requests and turns what the SDK throws into typed errors. A request that failed before anything of its answer was handed on is
 * tried again, as {@link retryRequest} says; one that broke later is not.
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
    const attempt = async (): Promise<AnthropicAnswer> => {
      const { answer, requestId } = await this.#send<unknown>(params, call);
      assertAnswer(answer, { model: params.model, secret: this.#secret, requestId });
      return answer;
    };
    return retryRequest(attempt, { ...call, isRetryable });
  }

  /**
   * The events of the answer, up to `message_stop` exclusively. Rejects with `AnthropicStreamInterruptedError` if the stream ends without it.
   * Leaving the loop closes the connection.
   */
  async *stream(
    params: AnthropicRequestParams,
    call: TransportCall,
  ): AsyncGenerator<AnthropicStreamEvent, void, undefined> {
    const opened = await retryRequest(() => this.#open(params, call), { ...call, isRetryable });
    let complete = false;
    try {
      for (let event = opened.first; ; event = await this.#pull(opened)) {
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
    const { answer: stream, requestId, contentType } = await this.#send<SdkStream>(params, call);
    const request = { model: params.model, secret: this.#secret, requestId };
    if (typeof stream?.[Symbol.asyncIterator] !== "function") throw unexpectedAnswer("no stream of events", request);
    const opening = { events: stream[Symbol.asyncIterator](), params, call, requestId };
    try {
      return { ...opening, first: await this.#pull(opening), abort: () => stream.controller?.abort() };
    } catch (error) {
      const isOtherwise = contentType !== undefined && !contentType.includes("event-stream");
      if (!isOtherwise || !(error instanceof AnthropicStreamInterruptedError)) throw error;
      throw unexpectedAnswer(`no stream of events: its content-type is "${contentType}"`, request);
    }
  }

  async #pull({ events, params, call, requestId }: OpeningStream): Promise<AnthropicStreamEvent> {
    let result: IteratorResult<unknown>;
    try {
      result = await events.next();
    } catch (error) {
      throw this.#explain(error, { params, call, streaming: true, requestId });
    }
    if (!result.done) {
      assertStreamEvent(result.value, { model: params.model, secret: this.#secret, requestId });
      return result.value;
    }
    call.signal?.throwIfAborted(); // the SDK ends an aborted stream without an error
    throw new AnthropicStreamInterruptedError(
      `The stream of "${params.model}" ended without \`message_stop\`. The text so far is not the whole answer: call again, ` +
        "and look for a proxy in between that cuts long answers.",
      { retryable: true, requestId },
    );
  }

  async #send<TAnswer>(params: AnthropicRequestParams, call: TransportCall): Promise<Sent<TAnswer>> {
    call.signal?.throwIfAborted();
    const { betas, ...rest } = params;
    const options: AnthropicRequestOptions = { signal: call.signal, headers: call.headers, maxRetries: 0 };
    const isBeta = betas !== undefined && betas.length > 0 && this.#client.beta !== undefined;
    const messages = isBeta ? this.#client.beta?.messages : this.#client.messages;
    let sent: PromiseLike<unknown> | undefined;
    try {
      sent = (messages as AnthropicMessages).create((isBeta ? params : rest) as never, options as never);
      const answer = (await sent) as TAnswer;
      const headers = await readHeaders(sent);
      const [requestId, contentType] = ["request-id", "content-type"].map((name) => headers?.get(name) ?? undefined);
      return { answer, requestId, contentType };
    } catch (error) {
      const requestId = (await readHeaders(sent))?.get("request-id") ?? undefined;
      throw this.#explain(error, { params, call, streaming: false, requestId });
    }
  }

  #explain(
    error: unknown,
    where: { params: AnthropicRequestParams; call: TransportCall; streaming: boolean; requestId: string | undefined },
  ): unknown {
    if (where.call.signal?.aborted) return where.call.signal.reason;
    const { params, streaming, requestId } = where;
    return fromSdkError(error, { model: params.model, secret: this.#secret, streaming, requestId });
  }
}

/** What came back, and what its headers say. */
interface Sent<TAnswer> {
  readonly answer: TAnswer;
  readonly requestId: string | undefined;
  readonly contentType: string | undefined;
}

/** What the SDK answers with when it streams. */
interface SdkStream extends AsyncIterable<unknown> {
  readonly controller?: AbortController;
}

interface OpeningStream {
  readonly events: AsyncIterator<unknown>;
  readonly params: AnthropicRequestParams;
  readonly call: TransportCall;
  readonly requestId: string | undefined;
}

interface OpenStream extends OpeningStream {
  readonly first: AnthropicStreamEvent;
  /** Closes the connection even while an event is waited for, which the iterator's `return` can't. */
  readonly abort: () => void;
}

/**
 * Reads the end of a complete stream, so that its connection can be used again. Nobody waits for it, and what goes wrong no longer
 * matters; a server that doesn't end is left after a second.
 */
async function drain(events: AsyncIterator<unknown>, abort: () => void): Promise<void> {
  const timer = setTimeout(abort, drainMs);
  await events.next().catch(() => undefined);
  clearTimeout(timer);
}

/** The headers of the answer, if they arrived: the SDK's promise knows them even where the body broke, that of another client may not. */
async function readHeaders(sent: unknown): Promise<Headers | undefined> {
  const { asResponse } = (sent ?? {}) as { readonly asResponse?: () => Promise<Response> };
  if (typeof asResponse !== "function") return undefined;
  return asResponse.call(sent).then(
    (response) => response.headers,
    () => undefined,
  );
}
