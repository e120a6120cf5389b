import type { RunnableConfig } from "../context/run-config.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { isThenable } from "../util/is-thenable.js";
import { beginStream, FirstChunkSource, type BegunStream } from "./first-chunk-source.js";
import { HeardRunnable } from "./heard-runnable.js";
import { PassStage } from "./pass-stage.js";
import type { Step } from "./step.js";

/** One call: what is tried, and the run that it is tried in. */
export interface Work<TInput> {
  readonly input: TInput;
  readonly run: Run;
}

/**
 * A runnable that tries steps, one after the other, until one succeeds: again, or another. A stream has succeeded when its first chunk
 * is there; what fails later fails for its consumer.
 */
export abstract class AttemptingRunnable<
  TInput = unknown,
  TOutput = unknown,
  TConfig extends RunnableConfig = RunnableConfig,
> extends HeardRunnable<TInput, TOutput, TConfig> {
  protected abstract readonly firstStep: Step;

  /** The step to try after these errors, once it is due. Rejects with what the call fails with if there is none. */
  protected abstract nextStep(work: Work<TInput>, errors: readonly unknown[]): Promise<Step>;

  override get streamsOutput(): boolean {
    return true;
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    let output: MaybePromise<unknown>;
    try {
      output = this.firstStep.invoke(input, run);
    } catch (error) {
      return this.#invokeNext({ input, run }, error);
    }
    if (!isThenable(output)) return output as TOutput;
    return (output as Promise<TOutput>).catch((error: unknown) => this.#invokeNext({ input, run }, error));
  }

  async #invokeNext(work: Work<TInput>, error: unknown): Promise<TOutput> {
    const errors = [error];
    for (;;) {
      work.run.throwIfEnded();
      const step = await this.nextStep(work, errors);
      try {
        return (await step.invoke(work.input, work.run)) as TOutput;
      } catch (thrown) {
        errors.push(thrown);
      }
    }
  }

  protected override openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    const source = () => new FirstChunkSource(() => this.#streamUntilFirst({ input, run }));
    return hold(run, this.startChain(run, input), () => new StreamPipe(source()).add(new PassStage(run)));
  }

  async #streamUntilFirst(work: Work<TInput>): Promise<BegunStream> {
    const errors: unknown[] = [];
    for (let step = this.firstStep; ; step = await this.nextStep(work, errors)) {
      try {
        return await beginStream(await step.stream(work.input, work.run));
      } catch (error) {
        errors.push(error);
        work.run.throwIfEnded();
      }
    }
  }
}
