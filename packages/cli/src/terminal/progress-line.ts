import { clip } from "@earshot/handlers/rendering";
import type { CommandHost } from "./command-host.js";

const everyMs = 100;
const eraseLine = "\r\u001B[K";

/** How far long work came, in one line of a terminal on stderr that is written anew now and then. In a file or pipe there is none. */
export class ProgressLine {
  readonly #stderr: CommandHost["stderr"];
  readonly #isShown: boolean;
  /** Work that is done soon shows none. */
  #next = Date.now() + everyMs;
  #isWritten = false;

  constructor({ stderr }: Pick<CommandHost, "stderr">) {
    this.#stderr = stderr;
    this.#isShown = stderr.isTTY === true && process.env["TERM"] !== "dumb";
  }

  /** `describe` is called when it is time to write. */
  show(describe: () => string): void {
    if (!this.#isShown || Date.now() < this.#next) return;
    this.#stderr.write(eraseLine + clip(describe(), (this.#stderr.columns || 80) - 1));
    this.#isWritten = true;
    this.#next = Date.now() + everyMs;
  }

  /** Makes room for what is written next. */
  clear(): void {
    if (this.#isWritten) this.#stderr.write(eraseLine);
    this.#isWritten = false;
  }
}
