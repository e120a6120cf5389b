import { eventTable } from "../events/event-table.js";
import { noTags } from "../context/tags.js";
import { hold } from "../runs/execute.js";
import { promiseOf, whenThere, type MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { nothing } from "../runs/stream-stage.js";
import { adoptFields } from "./adopt-fields.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import { MergedStreams } from "./merged-streams.js";
import { assertDictionary } from "./not-a-dictionary-error.js";
import { oneChunk } from "./one-chunk.js";
import { PassStage } from "./pass-stage.js";
import type { Runnable } from "./runnable.js";
import { RunnableMap } from "./runnable-map.js";
import { Step } from "./step.js";
import { StreamTee } from "./stream-tee.js";

/** What makes the keys that are added. */
export interface RunnableAssignFields<TInput> extends HeardRunnableFields {
  mapper: RunnableMap<TInput>;
}

/**
 * Its input with more keys, which a map makes of it; where both have a key, it is the map's. A stream brings the input's chunks and the
 * map's as they come.
 *
 * @throws NotADictionaryError if the input has no keys
 */
export class RunnableAssign<
  TInput extends object = Record<string, unknown>,
  TOutput extends object = Record<string, unknown>,
> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly mapper: RunnableMap<TInput>;
  readonly #step: Step;

  constructor(fields: RunnableMap<TInput> | RunnableAssignFields<TInput>) {
    const given = fields instanceof RunnableMap ? { mapper: fields } : fields;
    super({ mapper: given.mapper });
    this.mapper = given.mapper;
    this.#step = new Step(given.mapper as Runnable, noTags);
    adoptFields(this, given);
  }

  static override lc_name(): string {
    return "RunnableAssign";
  }

  override get extendsStreams(): boolean {
    return true;
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    assertDictionary(input, this.getName());
    return whenThere(
      this.#step.invoke(input, run),
      (made) => ({ ...input, ...(made as object) }) as unknown as TOutput,
    );
  }

  protected override openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () =>
      this.#merge(run, new StreamPipe(oneChunk(input)), () => this.#step.stream(input, run)).add(new PassStage(run)),
    );
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    return hold(run, this.startDeferred(run), () => {
      const inputs = run.hears(eventTable.chainEnd) ? new ChunkAccumulator() : undefined;
      const tee = new StreamTee(pipe, inputs);
      const [passed, mapped] = [new StreamPipe(tee.reader()), new StreamPipe(tee.reader())];
      return this.#merge(run, passed, () => this.#step.extend(mapped, run)).add(new PassStage(run, inputs));
    });
  }

  #merge(run: Run, passed: StreamPipe, openMapper: () => MaybePromise<StreamPipe>): StreamPipe {
    const branches = [
      { chunks: passed, merge: (chunk: unknown) => this.#withoutMade(chunk) },
      { chunks: promiseOf(openMapper), merge: (chunk: unknown) => chunk },
    ];
    return new StreamPipe(new MergedStreams(run, branches));
  }

  /** What the map makes takes the place of what came in under the same key. */
  #withoutMade(chunk: unknown): unknown {
    assertDictionary(chunk, this.getName());
    const kept = Object.entries(chunk).filter(([key]) => !(key in this.mapper.steps));
    return kept.length === 0 ? nothing : Object.fromEntries(kept);
  }
}
