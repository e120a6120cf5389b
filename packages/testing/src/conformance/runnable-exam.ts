import type { EarshotEvent, RunStatus } from "@earshot/core/events";
import { type Runnable, type RunnableConfig, RunnableLambda } from "@earshot/core/runnables";
import { assertWellFormed } from "../assert-well-formed.js";
import { recordingHandler, type RecordingHandler } from "../recording-handler.js";
import { countedSignal } from "./counted-signal.js";
import { expectEqual, expectThat } from "./expectations.js";
import { type RunnableSubject, subjectError, type SubjectWork } from "./runnable-subject.js";
import { rejectionOf, within } from "./time-limits.js";

/** One subject and the questions it is asked; each makes a runnable of its own. */
export class RunnableExam<TInput, TOutput> {
  readonly #subject: RunnableSubject<TInput, TOutput>;

  constructor(subject: RunnableSubject<TInput, TOutput>) {
    this.#subject = subject;
  }

  async invoke(): Promise<void> {
    expectEqual(await this.#make().invoke(this.#subject.input), this.#subject.output, "what invoke gives");
  }

  async stream(): Promise<void> {
    const pieces = await this.#read(await this.#make().stream(this.#subject.input));
    expectEqual(this.#combine(pieces), this.#subject.output, "what the stream's pieces come to");
  }

  async transform(): Promise<void> {
    const { input, inputPieces = [input], output } = this.#subject;
    async function* fed(): AsyncGenerator<TInput> {
      yield* inputPieces;
    }
    const pieces = await this.#read(this.#make().transform(fed()));
    expectEqual(this.#combine(pieces), output, "what the pieces come to, the input being fed in pieces");
  }

  async batch(): Promise<void> {
    const { input, output } = this.#subject;
    expectEqual(await this.#make().batch([input, input, input]), [output, output, output], "what batch gives");
    expectEqual(await this.#make().batch([]), [], "what batch gives for no inputs");
  }

  async batchOfFailures(): Promise<void> {
    const { input, output } = this.#subject;
    const limited = await this.#make().batch([input, input], { maxConcurrency: 1 });
    expectEqual(limited, [output, output], "what batch gives, one at a time");
    const failures = await this.#make("fail").batch([input, input], {}, { returnExceptions: true });
    expectThat(
      failures.every((failure) => failure instanceof Error),
      "with returnExceptions, errors stand in the places of outputs",
    );
    await rejectionOf(this.#make("fail").batch([input]), "a batch of a failure");
  }

  async heard(): Promise<void> {
    const { events, root } = await this.#hear((config) => this.#make().invoke(this.#subject.input, config));
    const end = endOf(events, root);
    expectEqual(end.status, "ok", "the status of its end");
    if ("outputs" in end) expectEqual(end.outputs, this.#subject.output, "the outputs that its end tells");
    if ("inputs" in end) expectEqual(end.inputs, this.#subject.input, "the inputs that its end tells");
  }

  async heardStream(): Promise<void> {
    const { events, root } = await this.#hear(async (config) =>
      this.#read(await this.#make().stream(this.#subject.input, config)),
    );
    const end = endOf(events, root);
    expectEqual(end.status, "ok", "the status of its end");
    if ("outputs" in end) expectEqual(end.outputs, this.#subject.output, "the outputs that its end tells");
  }

  async parent(): Promise<void> {
    const subject = this.#make();
    const parent = RunnableLambda.from((input: TInput, config: RunnableConfig) => subject.invoke(input, config));
    const { events, root } = await this.#hear((config) =>
      parent.invoke(this.#subject.input, { ...config, tags: ["inherited"], metadata: { inherited: true } }),
    );
    const own = events.find((event) => event.type.endsWith(".start") && event.runId !== root.runId);
    expectThat(own !== undefined, "it is heard below its parent");
    expectEqual(own?.parentRunId, root.runId, "the parent of its run");
    expectEqual(own?.rootRunId, root.runId, "the root of its run");
    for (const { tags, metadata } of events) {
      expectThat(tags.includes("inherited"), "tags reach every run below");
      expectEqual(metadata["inherited"], true, "metadata reaches every run below");
    }
  }

  async labels(): Promise<void> {
    const runId = "0190b1a0-0000-7000-8000-000000000001";
    const labels = { tags: ["tag"], metadata: { key: "value" }, runName: "named", runId };
    const { root } = await this.#hear((config) => this.#make().invoke(this.#subject.input, { ...config, ...labels }));
    expectThat(root.tags.includes("tag"), "it has the call's tags");
    expectEqual(root.metadata["key"], "value", "it has the call's metadata");
    expectEqual(root.name, "named", "its name");
    expectEqual(root.runId, runId, "its id");
  }

  async attachedTwice(): Promise<void> {
    const recording = recordingHandler();
    const callbacks = [recording, recording];
    await this.#make().withConfig({ callbacks }).invoke(this.#subject.input, { callbacks });
    assertWellFormed(recording.events);
  }

  async failure(): Promise<void> {
    const { events, root, error } = await this.#hearFailure((config) =>
      this.#make("fail").invoke(this.#subject.input, config),
    );
    expectThat(reaches(error, subjectError), "what is thrown is the work's error, or is caused by it");
    expectEqual(endOf(events, root).status, "error", "the status of its end");
    expectEqual(endOf(events, root).error, error, "the error that its end tells");
  }

  async failureInStream(): Promise<void> {
    const { events, root, error } = await this.#hearFailure(async (config) =>
      this.#read(await this.#make("fail").stream(this.#subject.input, config)),
    );
    expectThat(reaches(error, subjectError), "what is thrown is the work's error, or is caused by it");
    expectEqual(endOf(events, root).status, "error", "the status of its end");
  }

  async abortedBefore(): Promise<void> {
    const signal = AbortSignal.abort();
    const { events, root, error } = await this.#hearFailure((config) =>
      this.#make().invoke(this.#subject.input, { ...config, signal }),
    );
    this.#expectCancelled(events, root, "cancelled");
    expectEqual((error as Error).name, "AbortError", "the name of what is thrown");
  }

  async abort(): Promise<void> {
    const { signal, abort } = countedSignal();
    setTimeout(abort, 5);
    const { events, root, error } = await this.#hearFailure((config) =>
      this.#make("hang").invoke(this.#subject.input, { ...config, signal }),
    );
    expectEqual((error as Error).name, "AbortError", "the name of what is thrown");
    this.#expectCancelled(events, root, "cancelled");
  }

  async abortOfStream(): Promise<void> {
    const { signal, abort } = countedSignal();
    setTimeout(abort, 5);
    const { events, root, error } = await this.#hearFailure(async (config) =>
      this.#read(await this.#make("hang").stream(this.#subject.input, { ...config, signal })),
    );
    expectEqual((error as Error).name, "AbortError", "the name of what is thrown");
    this.#expectCancelled(events, root, "cancelled");
  }

  async timeout(): Promise<void> {
    const { events, root, error } = await this.#hearFailure((config) =>
      this.#make("hang").invoke(this.#subject.input, { ...config, timeout: 5 }),
    );
    expectEqual((error as Error).name, "TimeoutError", "the name of what is thrown");
    this.#expectCancelled(events, root, "cancelled");
  }

  async leave(): Promise<void> {
    const { events, root } = await this.#hear(async (config) => {
      const stream = await this.#make().stream(this.#subject.input, config);
      for await (const _ of stream) break;
    });
    expectEqual(endOf(events, root).status, "cancelled", "the status of its end");
    expectEqual(endOf(events, root).error, undefined, "nothing failed");
  }

  async guard(): Promise<void> {
    const objection = new Error("not on my watch");
    const guard = {
      name: "guard",
      policy: "guard" as const,
      onEvent(event: EarshotEvent): void {
        if (event.type.endsWith(".start")) throw objection;
      },
    };
    const { error } = await this.#hearFailure((config) =>
      this.#make().invoke(this.#subject.input, { callbacks: [guard, ...(config.callbacks as RecordingHandler[])] }),
    );
    expectThat(reaches(error, objection), "the guard's objection reaches the caller as a cause");
  }

  async letsGo(): Promise<void> {
    const { signal, listeners } = countedSignal();
    await this.#make().invoke(this.#subject.input, { signal });
    await this.#read(await this.#make().stream(this.#subject.input, { signal }));
    await this.#make("fail")
      .invoke(this.#subject.input, { signal })
      .catch(() => undefined);
    expectEqual(listeners(), 0, "listeners left on the signal");
  }

  async unheard(): Promise<void> {
    const { input, output } = this.#subject;
    expectEqual(await this.#make().invoke(input, {}), output, "what it gives when nobody listens");
    await rejectionOf(this.#make("fail").invoke(input), "an unheard failure");
  }

  async describes(): Promise<void> {
    const runnable = this.#make();
    expectThat(runnable.getName() !== "", "it has a name");
    expectEqual(runnable.lc_runnable, true, "lc_runnable");
    const serialized = JSON.parse(JSON.stringify(runnable.toJSON())) as { lc?: unknown; id?: unknown };
    expectThat(Array.isArray(serialized.id), "its serialized form has an id");
  }

  #make(work: SubjectWork = "work"): Runnable<TInput, TOutput> {
    return this.#subject.make(work);
  }

  #read(stream: AsyncIterable<TOutput>): Promise<TOutput[]> {
    const read = async (): Promise<TOutput[]> => {
      const pieces: TOutput[] = [];
      for await (const piece of stream) pieces.push(piece);
      return pieces;
    };
    return within(read(), "reading the stream");
  }

  #combine(pieces: readonly TOutput[]): TOutput {
    if (this.#subject.combine !== undefined) return this.#subject.combine(pieces);
    if (pieces.length > 1 && pieces.every((piece) => typeof piece === "string")) return pieces.join("") as TOutput;
    if (pieces.length > 1 && pieces.every((piece) => Array.isArray(piece))) return pieces.flat() as TOutput;
    expectEqual(pieces.length, 1, "the number of pieces; give the subject a `combine` if there may be more");
    return pieces[0] as TOutput;
  }

  /** What is heard while `call` goes well; all of it well-formed. */
  async #hear(call: (config: RunnableConfig) => Promise<unknown>): Promise<Heard> {
    const recording = recordingHandler();
    await within(call({ callbacks: [recording] }), "the call");
    return heardBy(recording);
  }

  async #hearFailure(call: (config: RunnableConfig) => Promise<unknown>): Promise<Heard & { readonly error: unknown }> {
    const recording = recordingHandler();
    const error = await rejectionOf(call({ callbacks: [recording] }), "the call");
    return { ...heardBy(recording), error };
  }

  #expectCancelled(events: readonly EarshotEvent[], root: EarshotEvent, status: RunStatus): void {
    expectEqual(endOf(events, root).status, status, "the status of its end");
  }
}

interface Heard {
  readonly events: readonly EarshotEvent[];
  /** The first start. */
  readonly root: EarshotEvent;
}

function heardBy({ events }: RecordingHandler): Heard {
  assertWellFormed(events);
  const [root] = events;
  if (root === undefined) expectThat(false, "nothing was heard of it");
  return { events, root: root as EarshotEvent };
}

type EndEvent = Extract<EarshotEvent, { readonly status: RunStatus }>;

function endOf(events: readonly EarshotEvent[], { runId }: EarshotEvent): EndEvent {
  return events.find((event) => event.runId === runId && event.type.endsWith(".end")) as EndEvent;
}

function reaches(error: unknown, expected: unknown): boolean {
  for (let cause = error; cause !== undefined && cause !== null; cause = (cause as { cause?: unknown }).cause)
    if (cause === expected) return true;
  return false;
}
