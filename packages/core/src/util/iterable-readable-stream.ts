/** What an {@link IterableReadableStream} reads from: an iterator that can be left. */
export interface StreamSource<TChunk> extends AsyncIterator<TChunk, undefined> {
  return(): Promise<IteratorResult<TChunk, undefined>>;
}

/**
 * A real `ReadableStream` that can be iterated as well, in a loop or by hand. Iteration goes straight to the source: no queue, no
 * reader, no extra promise for each chunk. Leaving the loop, or cancelling the stream, leaves the source.
 */
export class IterableReadableStream<TChunk> extends ReadableStream<TChunk> implements AsyncIterable<TChunk> {
  readonly #source: StreamSource<TChunk>;

  constructor(source: StreamSource<TChunk>) {
    super(
      {
        async pull(controller) {
          const { value, done } = await source.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        },
        async cancel() {
          await source.return();
        },
      },
      { highWaterMark: 0 }, // nothing is pulled before somebody reads
    );
    this.#source = source;
  }

  next(): Promise<IteratorResult<TChunk, undefined>> {
    return this.#source.next();
  }

  return(): Promise<IteratorResult<TChunk, undefined>> {
    return this.#source.return();
  }

  override [Symbol.asyncIterator](): AsyncIterableIterator<TChunk> & AsyncGenerator<TChunk, undefined, undefined> {
    return this.#source as unknown as AsyncGenerator<TChunk, undefined, undefined>;
  }
}
