import type { ShownRun } from "./shown-run.js";
import type { Statement } from "./statement.js";
import { TextTail } from "../rendering/text-tail.js";
import type { Voice } from "./text-flow.js";

/** What a model said without a break. */
export interface Speech {
  readonly kind: "speech";
  readonly voice: Voice;
  text: string;
  readonly tail: TextTail;
}

/** What was said of a run, kept to be told again. */
export interface Remark {
  readonly kind: "remark";
  readonly statement: Statement;
}

/** All that happened in a run, in order: what is shown of it changes with the size of the terminal, and with what there is room for. */
export interface RunRecord {
  readonly kind: "run";
  readonly run: ShownRun;
  readonly heading: Statement | undefined;
  readonly entries: (Speech | Remark | RunRecord)[];
  /** What was said at its end; `undefined` while it is open. */
  ending: readonly Statement[] | undefined;
}

export function createRunRecord(run: ShownRun, heading: Statement | undefined): RunRecord {
  return { kind: "run", run, heading, entries: [], ending: undefined };
}

/** Adds to what a run's model says. */
export function recordSpeech({ entries }: RunRecord, text: string, voice: Voice): void {
  const last = entries.at(-1);
  if (last?.kind === "speech" && last.voice === voice) {
    last.text += text;
    last.tail.append(text);
    return;
  }
  const speech: Speech = { kind: "speech", voice, text, tail: new TextTail() };
  speech.tail.append(text);
  entries.push(speech);
}
