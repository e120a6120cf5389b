import { EventEmitter } from "node:events";
import { PassThrough, Readable, Writable } from "node:stream";
import type { CommandHost } from "../../src/terminal/command-host.js";

/** What Ctrl-D at a terminal comes to. */
const endOfInput = "\u0004";

/** What a command finds around it. */
export interface TestHostOptions {
  /** What stdin has; nothing by default, and no terminal. */
  readonly input?: string;
  /** Another stdin. */
  readonly stdin?: Readable;
  /** What a person answers at a terminal, each when something was asked. */
  readonly answers?: readonly string[];
  /** Stdout is a terminal of so many columns. */
  readonly columns?: number;
  readonly rows?: number;
  /** Stdout's reader leaves after the first output, as `| head -1` does. */
  readonly leaves?: boolean;
  /** Stdout fails with this. */
  readonly fails?: Error;
  /** Hears what is written to stdout. */
  readonly terminal?: { write(text: string): unknown };
  openPage?(url: string): Promise<void>;
}

/** Streams and signals of a command that runs within the test's process. What it writes is kept. */
export class TestHost extends EventEmitter implements CommandHost {
  readonly written = { stdout: "", stderr: "" };
  readonly stdin: CommandHost["stdin"];
  readonly stdout: CommandHost["stdout"];
  readonly stderr: CommandHost["stderr"];
  readonly #options: TestHostOptions;

  constructor(options: TestHostOptions = {}) {
    super();
    this.#options = options;
    const { columns, rows, answers, input, stdin } = options;
    this.stdin =
      answers === undefined
        ? (stdin ?? Readable.from(input === undefined ? [] : [Buffer.from(input)]))
        : Object.assign(new PassThrough(), { isTTY: true });
    this.stdout = Object.assign(this.#writable("stdout"), columns === undefined ? {} : { isTTY: true, columns, rows });
    this.stderr = Object.assign(this.#writable("stderr"), columns === undefined ? {} : { isTTY: true, columns });
    const waiting = [...(answers ?? [])];
    if (answers !== undefined)
      this.on("stderr", (text: string) => {
        if (!text.includes("[y/N]")) return;
        const answer = waiting.shift() ?? endOfInput;
        if (answer === endOfInput) (this.stdin as PassThrough).end();
        else (this.stdin as PassThrough).write(answer);
      });
  }

  async openPage(url: string): Promise<void> {
    await this.#options.openPage?.(url);
  }

  #writable(name: "stdout" | "stderr"): Writable {
    const { leaves = false, fails, terminal } = this.#options;
    let isLeft = false;
    return new Writable({
      // An error of a pipe ends none of the process's own streams.
      autoDestroy: false,
      decodeStrings: false,
      write: (text: string, _encoding, done) => {
        if (name === "stdout" && fails !== undefined) return done(fails);
        if (isLeft) return done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
        isLeft = leaves && name === "stdout";
        this.written[name] += text;
        if (name === "stdout") terminal?.write(text);
        this.emit(name, text);
        done();
      },
    });
  }
}
