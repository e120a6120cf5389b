import type { RunnableConfig } from "../context/run-config.js";
import type { ModelDelta } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { RunKind } from "../events/run-facts.js";
import { openRun } from "./open-run.js";
import type { Run } from "./run.js";
import { RunHandle } from "./run-handle.js";
import { runKinds } from "./run-kinds.js";
import type { RunOptions, RunOutputs } from "./run-options.js";
import { begin } from "./run-with.js";
import { SpokenDeltas } from "./spoken-deltas.js";
import { StreamIterator } from "./stream-iterator.js";
import { StreamPipe } from "./stream-pipe.js";
import type { StreamStage } from "./stream-stage.js";
import { ToolDeltas } from "./tool-deltas.js";

/** How a streamed run makes its output, and what it says, of its chunks. */
export interface StreamOptions<TKind extends RunKind, TChunk> extends RunOptions<TKind> {
  /** The run's output from all chunks; default: strings joined, anything else as a list. */
  readonly combine?: (chunks: readonly TChunk[]) => RunOutputs[TKind];
}

/**
 * {@link run} for work that yields: each chunk is heard (as the kind's `delta`, if it has one) before the consumer sees it, and leaving
 * the loop ends the run as cancelled with the output so far.
 *
 * @example
 * ```ts
 * import { runStream } from "@earshot/core/events";
 *
 * const options = { kind: "tool", name: "count", start: { args: {}, input: "{}", toolCallId: undefined } } as const;
 * const callbacks = [{ handleToolEvent: (chunk: unknown) => console.log("heard", chunk) }];
 * for await (const chunk of runStream(options, async function* () { yield 1; }, { callbacks })) console.log("got", chunk);
 * // => heard 1
 * // => got 1
 * ```
 */
export function runStream<TKind extends RunKind, TChunk>(
  options: StreamOptions<TKind, TChunk>,
  body: (handle: RunHandle) => AsyncIterable<TChunk>,
  config?: RunnableConfig,
): StreamIterator<TChunk> {
  const opened = openRun(options, config);
  const pipe = new StreamPipe(startAndPull(opened, options, body));
  return new StreamIterator(pipe.add(new CollectingStage(opened, options.combine as CombineChunks | undefined)));
}

/** The start is said at the first pull. */
async function* startAndPull<TKind extends RunKind, TChunk>(
  opened: Run,
  options: StreamOptions<TKind, TChunk>,
  body: (handle: RunHandle) => AsyncIterable<TChunk>,
): AsyncGenerator<TChunk> {
  await begin(opened, options);
  opened.throwIfEnded();
  yield* body(new RunHandle(opened));
}

type CombineChunks = (chunks: readonly unknown[]) => unknown;

const combineByDefault: CombineChunks = (chunks) =>
  chunks.every((chunk) => typeof chunk === "string") ? chunks.join("") : chunks;

class CollectingStage implements StreamStage {
  readonly run: Run;
  readonly #combine: CombineChunks;
  readonly #chunks: unknown[] = [];
  readonly #say: ((chunk: unknown) => Promise<void> | undefined) | undefined;

  constructor(run: Run, combine: CombineChunks | undefined) {
    this.run = run;
    this.#combine = combine ?? combineByDefault;
    if (run.hears(runKinds[run.kind].end)) run.partialOutput = () => this.output();
    const { delta } = runKinds[run.kind];
    if (delta === undefined) return;
    const deltas = run.kind === "tool" ? new ToolDeltas(run) : new PlainDeltas(run, delta as EventRow<"llm.delta">);
    this.#say = (chunk) => deltas.say(chunk);
  }

  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): unknown {
    if (this.run.partialOutput !== undefined) this.#chunks.push(chunk);
    wait(this.#say?.(chunk));
    return chunk;
  }

  output(): unknown {
    return this.#combine(this.#chunks);
  }
}

/** Says the chunks of a model that is run through the primitive: a chunk that is no text is said as "". */
class PlainDeltas extends SpokenDeltas {
  readonly #run: Run;

  constructor(run: Run, row: EventRow<"llm.delta">) {
    super(run, "text", (delta) => run.emit(row, delta));
    this.#run = run;
  }

  say(chunk: unknown): Promise<void> | undefined {
    this.#run.firstTokenAt ??= Date.now();
    const text = textOf(chunk);
    return this.push(chunk, text, partsOf(text));
  }
}

const textOf = (chunk: unknown): string =>
  typeof chunk === "string" ? chunk : ((chunk as { readonly text?: string } | null)?.text ?? "");
const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);
