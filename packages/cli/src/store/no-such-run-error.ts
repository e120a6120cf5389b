import { CommandFailedError } from "../command-failed-error.js";

/** No run is meant by a word. */
export class NoSuchRunError extends CommandFailedError {
  /** What was asked for. */
  readonly word: string;

  constructor(word: string) {
    super(`There is no run "${word}". See which there are: earshot runs`);
    this.word = word;
  }
}
