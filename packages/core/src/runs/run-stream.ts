import type { RunnableConfig } from "../context/run-config.js";
import type { ModelDelta } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { DeltaAccess, DeltaRedaction } from "../events/redactor.js";
import type { RunKind } from "../events/run-facts.js";
import { openRun } from "./open-run.js";
import type { Run } from "./run.js";
import { RunHandle } from "./run-handle.js";
import { runKinds } from "./run-kinds.js";
import type { RunOptions, RunOutputs } from "./run-options.js";
import { begin } from "./run-with.js";
import { StreamIterator } from "./stream-iterator.js";
import { StreamPipe } from "./stream-pipe.js";
import type { StreamStage } from "./stream-stage.js";

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
  readonly #delta: EventRow<"tool.delta"> | undefined;
  readonly #chunks: unknown[] = [];
  readonly #redaction: DeltaRedaction | undefined;
  #index = 0;

  constructor(run: Run, combine: CombineChunks | undefined) {
    this.run = run;
    this.#combine = combine ?? combineByDefault;
    this.#delta = runKinds[run.kind].delta as EventRow<"tool.delta"> | undefined;
    if (run.hears(runKinds[run.kind].end)) run.partialOutput = () => this.output();
    const { redactor } = run;
    if (redactor === undefined || run.kind === "tool" || this.#delta === undefined) return;
    const redaction = redactor.startDeltas(plainText, (delta) => run.emit(this.#delta as EventRow, delta));
    this.#redaction = redaction;
    run.beforeEnd = () => redaction.flush();
  }

  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): unknown {
    if (this.run.partialOutput !== undefined) this.#chunks.push(chunk);
    const index = this.#index++;
    if (this.#redaction !== undefined) wait(this.#redaction.push(deltaOf(this.run, chunk, index) as ModelDelta));
    else if (this.#delta !== undefined) wait(this.run.emit(this.#delta, deltaOf(this.run, chunk, index)));
    return chunk;
  }

  output(): unknown {
    return this.#combine(this.#chunks);
  }
}

/** A chunk that is a text, or has one. */
const plainText: DeltaAccess = {
  read: (chunk) => new Map([["text", textOf(chunk)]]),
  write({ chunk, index }, texts) {
    const text = texts.get("text") ?? "";
    const shown = typeof chunk === "string" ? text : { ...(chunk as object), text };
    return { chunk: shown, text, index, parts: partsOf(text) };
  },
};

const textOf = (chunk: unknown): string =>
  typeof chunk === "string" ? chunk : ((chunk as { readonly text?: string } | null)?.text ?? "");
const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);

/** A model's delta says its text as well; a chunk that is no text is said as "". */
function deltaOf(run: Run, chunk: unknown, index: number): { readonly chunk: unknown; readonly index: number } {
  if (run.kind === "tool") return { chunk, index };
  run.firstTokenAt ??= Date.now();
  const text = textOf(chunk);
  const delta: ModelDelta = { chunk, text, index, parts: partsOf(text) };
  return delta;
}
