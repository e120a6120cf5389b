import type { OutputStream } from "./output-stream.js";

type Write = OutputStream["write"];

/** A stream whose `write` can be wrapped. */
interface WritableTerminal {
  write: Write;
  readonly isTTY?: boolean | undefined;
}

/** Hears when somebody else is about to write to a terminal, by wrapping the `write` of its streams for a while. Does nothing unless wanted. */
export class WriteWatch {
  isWanted = false;
  private readonly stream: OutputStream;
  private readonly beforeWrite: () => void;
  private readonly undo: (() => void)[] = [];
  private isOwn = false;

  constructor(stream: OutputStream, beforeWrite: () => void) {
    this.stream = stream;
    this.beforeWrite = beforeWrite;
  }

  begin(): void {
    if (!this.isWanted || this.undo.length > 0) return;
    const { process } = globalThis as { readonly process?: NodeJS.Process };
    for (const terminal of new Set<WritableTerminal | undefined>([this.stream, process?.stdout, process?.stderr])) {
      if (terminal?.isTTY === true) this.undo.push(this.wrap(terminal));
    }
  }

  end(): void {
    for (const undo of this.undo.splice(0)) undo();
  }

  /** Writes without hearing of it. */
  own(write: () => void): void {
    this.isOwn = true;
    try {
      write();
    } finally {
      this.isOwn = false;
    }
  }

  private wrap(terminal: WritableTerminal): () => void {
    const isOwnProperty = Object.hasOwn(terminal, "write");
    const { write } = terminal;
    const wrapped: Write = (...parameters) => {
      if (!this.isOwn) this.beforeWrite();
      return write.apply(terminal, parameters);
    };
    terminal.write = wrapped;
    return () => {
      // Who wrapped it since keeps ours, which does nothing while there is no picture.
      if (terminal.write !== wrapped) return;
      if (isOwnProperty) terminal.write = write;
      else Reflect.deleteProperty(terminal, "write");
    };
  }
}
