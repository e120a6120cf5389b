import { type RunnableConfig, RunnableLambda } from "@earshot/core/runnables";
import { assertWellFormed } from "../assert-well-formed.js";
import { recordingHandler } from "../recording-handler.js";
import type { ExaminedRunnable } from "./examined-runnable.js";
import { expectEqual, expectThat } from "./expectations.js";
import { hearCall } from "./heard-calls.js";
import { readAll, readEach } from "./read-all.js";
import { rejectionOf, within } from "./time-limits.js";

/** The questions about what a runnable gives and what is heard of it while all goes well. */
export class RunnableAnswers<TInput, TOutput> {
  readonly #examined: ExaminedRunnable<TInput, TOutput>;

  constructor(examined: ExaminedRunnable<TInput, TOutput>) {
    this.#examined = examined;
  }

  async invoke(): Promise<void> {
    const { input } = this.#examined;
    this.#examined.expectOutput(await within(this.#examined.make().invoke(input), "invoke"), "what invoke gives");
  }

  async stream(): Promise<void> {
    const pieces = await readAll(this.#examined.make().stream(this.#examined.input));
    this.#examined.expectPieces(pieces, "what the stream's pieces come to");
  }

  async transform(): Promise<void> {
    const { input, subject } = this.#examined;
    const { inputPieces = [input] } = subject;
    async function* fed(): AsyncGenerator<TInput> {
      yield* inputPieces;
    }
    const pieces = await readEach(this.#examined.make().transform(fed()));
    this.#examined.expectPieces(pieces, "what the pieces come to, the input being fed in pieces");
  }

  async batch(): Promise<void> {
    const { input } = this.#examined;
    this.#expectOutputs(await this.#examined.make().batch([input, input, input]), 3, "what batch gives");
    expectEqual(await this.#examined.make().batch([]), [], "what batch gives for no inputs");
  }

  async batchOfFailures(): Promise<void> {
    const { input, failingInput } = this.#examined;
    const limited = await this.#examined.make().batch([input, input], { maxConcurrency: 1 });
    this.#expectOutputs(limited, 2, "what batch gives, one at a time");
    const failing = this.#examined.make("fail");
    const failures = await failing.batch([failingInput, failingInput], {}, { returnExceptions: true });
    expectThat(
      failures.every((failure) => failure instanceof Error),
      "with returnExceptions, errors stand in the places of outputs",
    );
    await rejectionOf(this.#examined.make("fail").batch([failingInput]), "a batch of a failure");
  }

  async heard(): Promise<void> {
    const { input } = this.#examined;
    const { end } = await hearCall((config) => this.#examined.make().invoke(input, config));
    this.#examined.expectHeardOutput(end);
    if ("inputs" in end && this.#examined.subject.isTransparent !== true)
      expectEqual(end.inputs, input, "the inputs that its end tells");
  }

  async heardStream(): Promise<void> {
    const { input } = this.#examined;
    const { end } = await hearCall((config) => readAll(this.#examined.make().stream(input, config)));
    this.#examined.expectHeardOutput(end);
  }

  async parent(): Promise<void> {
    const subject = this.#examined.make();
    const parent = RunnableLambda.from((input: TInput, config: RunnableConfig) => subject.invoke(input, config));
    const labels = { tags: ["inherited"], metadata: { inherited: true } };
    const { recording, start } = await hearCall((config) =>
      parent.invoke(this.#examined.input, { ...config, ...labels }),
    );
    const { events } = recording;
    const own = events.find((event) => event.type.endsWith(".start") && event.runId !== start.runId);
    expectThat(own !== undefined, "it is heard below its parent");
    expectEqual(own?.parentRunId, start.runId, "the parent of its run");
    expectEqual(own?.rootRunId, start.runId, "the root of its run");
    for (const { tags, metadata } of events) {
      expectThat(tags.includes("inherited"), "tags reach every run below");
      expectEqual(metadata["inherited"], true, "metadata reaches every run below");
    }
  }

  async labels(): Promise<void> {
    const runId = "0190b1a0-0000-7000-8000-000000000001";
    const labels = { tags: ["tag"], metadata: { key: "value" }, runName: "named", runId };
    const { start } = await hearCall((config) =>
      this.#examined.make().invoke(this.#examined.input, { ...config, ...labels }),
    );
    expectThat(start.tags.includes("tag"), "it has the call's tags");
    expectEqual(start.metadata["key"], "value", "it has the call's metadata");
    expectEqual(start.name, "named", "its name");
    expectEqual(start.runId, runId, "its id");
  }

  async attachedTwice(): Promise<void> {
    const recording = recordingHandler();
    const callbacks = [recording, recording];
    await this.#examined.make().withConfig({ callbacks }).invoke(this.#examined.input, { callbacks });
    assertWellFormed(recording.events);
  }

  async unheard(): Promise<void> {
    const { input, failingInput } = this.#examined;
    this.#examined.expectOutput(await this.#examined.make().invoke(input, {}), "what it gives when nobody listens");
    await rejectionOf(this.#examined.make("fail").invoke(failingInput), "an unheard failure");
  }

  async describes(): Promise<void> {
    const runnable = this.#examined.make();
    expectThat(runnable.getName() !== "", "it has a name");
    expectEqual(runnable.lc_runnable, true, "lc_runnable");
    const serialized = JSON.parse(JSON.stringify(runnable.toJSON())) as { lc?: unknown; id?: unknown };
    expectThat(Array.isArray(serialized.id), "its serialized form has an id");
  }

  #expectOutputs(outputs: readonly TOutput[], count: number, what: string): void {
    expectEqual(outputs.length, count, `${what}: how many`);
    for (const output of outputs) this.#examined.expectOutput(output, what);
  }
}
