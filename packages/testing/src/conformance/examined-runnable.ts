import type { Runnable } from "@earshot/core/runnables";
import { expectEqual, expectThat } from "./expectations.js";
import { type EndEvent, isCausedBy } from "./heard-calls.js";
import { type RunnableSubject, subjectError, type SubjectWork } from "./runnable-subject.js";

/** A subject with its defaults, and what is expected of it. */
export class ExaminedRunnable<TInput, TOutput> {
  readonly subject: RunnableSubject<TInput, TOutput>;
  readonly input: TInput;
  readonly failingInput: TInput;

  constructor(subject: RunnableSubject<TInput, TOutput>) {
    this.subject = subject;
    this.input = subject.input;
    this.failingInput = subject.failingInput ?? subject.input;
  }

  make(work: SubjectWork = "work"): Runnable<TInput, TOutput> {
    return this.subject.make(work);
  }

  expectOutput(actual: TOutput, what: string): void {
    const { output } = this.subject;
    expectEqual(this.#essenceOf(actual), this.#essenceOf(output), what);
  }

  expectPieces(pieces: readonly TOutput[], what: string): void {
    this.expectOutput(this.#combine(pieces), what);
  }

  expectFailure(error: unknown): void {
    const { isFailure = (thrown: unknown) => isCausedBy(thrown, subjectError) } = this.subject;
    expectThat(isFailure(error), "what is thrown is the work's error, or is caused by it");
  }

  /** What its end says that it gave, if it was a run of its own. */
  expectHeardOutput(end: EndEvent): void {
    expectEqual(end.status, "ok", "the status of its end");
    if (this.subject.isTransparent !== true && !end.type.startsWith("embedding"))
      this.expectOutput(heardOutput(end) as TOutput, "the output that its end tells");
  }

  #essenceOf(output: TOutput): unknown {
    return this.subject.essenceOf === undefined ? output : this.subject.essenceOf(output);
  }

  #combine(pieces: readonly TOutput[]): TOutput {
    if (this.subject.combine !== undefined) return this.subject.combine(pieces);
    if (pieces.length > 1 && pieces.every((piece) => typeof piece === "string")) return pieces.join("") as TOutput;
    if (pieces.length > 1 && pieces.every((piece) => Array.isArray(piece))) return pieces.flat() as TOutput;
    expectEqual(pieces.length, 1, "the number of pieces; give the subject a `combine` if there may be more");
    return pieces[0] as TOutput;
  }
}

function heardOutput(end: EndEvent): unknown {
  if ("outputs" in end) return end.outputs;
  if ("output" in end) return end.output;
  if ("documents" in end) return end.documents;
  if (!("result" in end)) return undefined;
  const generation = end.result.generations[0]?.[0] as
    | { readonly text: string; readonly message?: unknown }
    | undefined;
  return generation?.message ?? generation?.text;
}
