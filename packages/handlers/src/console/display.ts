import type { ShownRun } from "./shown-run.js";
import type { Statement } from "./statement.js";
import type { Voice } from "./text-flow.js";

/** How what happens is shown: as lines that are added, or as a picture that changes. */
export interface Display {
  /** A run takes its place; one of which nothing is told before it ends has no heading. */
  open(run: ShownRun, heading?: Statement): void;
  /** Something is said of an open run. */
  say(run: ShownRun, statement: Statement): void;
  /** An open run's model says something. */
  speak(run: ShownRun, text: string, voice: Voice): void;
  /** A run ends; the last statements are about its end. */
  close(run: ShownRun, ending: readonly Statement[]): void;
  /** Writes what the program itself has to say, where it is not in the way. */
  log(text: string): void;
  /** Throws what a stream threw that was written to: once, and where it is reported. */
  throwFailure(): void;
}

/** What all displays are told. */
export interface DisplayStyle {
  readonly isColored: boolean;
  readonly isUnicode: boolean;
  /** Whether details that have no room are shown on lines of their own. */
  readonly spillsDetails: boolean;
}
