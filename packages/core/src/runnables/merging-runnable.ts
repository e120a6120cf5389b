import { eventTable } from "../events/event-table.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { StreamedInput, WholeInput, type BranchInput } from "./branch-input.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { HeardRunnable } from "./heard-runnable.js";
import { MergedStreams, type MergedBranch } from "./merged-streams.js";
import { PassStage } from "./pass-stage.js";
import { teeStream } from "./tee-stream.js";

/** A runnable that streams by merging several streams below it, all of them given its input. */
export abstract class MergingRunnable<TInput, TOutput> extends HeardRunnable<TInput, TOutput> {
  /** How many streams there are. */
  protected abstract readonly branchCount: number;

  /** The streams; each takes one of `inputs`. */
  protected abstract branches(inputs: readonly BranchInput[]): readonly MergedBranch[];

  override get extendsStreams(): boolean {
    return true;
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () => {
      const whole = new WholeInput(input, run);
      return this.#merge(
        run,
        Array.from({ length: this.branchCount }, () => whole),
      ).add(new PassStage(run));
    });
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    return hold(run, this.startDeferred(run), () => {
      const inputs = run.hears(eventTable.chainEnd) ? new ChunkAccumulator() : undefined;
      const readers = teeStream(pipe, this.branchCount, inputs);
      return this.#merge(
        run,
        readers.map((reader) => new StreamedInput(reader, run)),
      ).add(new PassStage(run, inputs));
    });
  }

  #merge(run: Run, inputs: readonly BranchInput[]): StreamPipe {
    return new StreamPipe(new MergedStreams(run, this.branches(inputs)));
  }
}
