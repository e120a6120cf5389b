import type { OutputStream } from "./output-stream.js";

/** What Node's streams have besides; another kind of stream may lack it. */
interface EmittingStream {
  once?(event: "error", listener: () => void): unknown;
}

/**
 * A stream that may break. Once it is broken – its reader left, it was closed, its `write` threw – nothing more is written, and the
 * program goes on.
 */
export class SafeOutput {
  readonly stream: OutputStream;
  private isBroken = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(stream: OutputStream) {
    this.stream = stream;
  }

  write(text: string): void {
    if (this.isBroken) return;
    try {
      this.stream.write(text, this.afterWrite);
    } catch (error) {
      this.isBroken = true;
      this.failure = { error };
    }
  }

  /** Throws what the stream's `write` threw, once: it is for a place where somebody hears it. */
  throwFailure(): void {
    const { failure } = this;
    if (failure === undefined) return;
    this.failure = undefined;
    throw failure.error;
  }

  /** Comes just before the stream's "error" event, which would end the process if nobody heard it. */
  private readonly afterWrite = (error?: Error | null): void => {
    if (error === undefined || error === null || this.isBroken) return;
    this.isBroken = true;
    (this.stream as EmittingStream).once?.("error", () => undefined);
  };
}
