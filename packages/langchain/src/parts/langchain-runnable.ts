import { Interrupt } from "@earshot/core/errors";
import { type RunHandle, type RunnableConfig, type StreamIterator, run, runStream } from "@earshot/core/events";
import { ForeignRuns } from "@earshot/core/events/foreign";
import { IterableReadableStream, Runnable } from "@earshot/core/runnables";
import { concat } from "@langchain/core/utils/stream";
import { OwnRunCallbacks } from "../bridge/own-run-callbacks.js";
import { toEarshotValue, toLangChainValue } from "../convert/convert-value.js";
import { langChainConfig } from "./langchain-config.js";

/** Any runnable of LangChain's, as far as it is called. */
export interface BoundRunnable {
  readonly lc_namespace?: string[];
  readonly name?: string;
  readonly config?: { readonly runName?: string };
  getName?(): string;
  toJSON?(): object;
  invoke(input: unknown, config: object): Promise<unknown>;
  stream(input: unknown, config: object): Promise<AsyncIterable<unknown>>;
  transform?(input: AsyncGenerator, config: object): AsyncGenerator;
}

/** A call of LangChain's runnable that is under way in an Earshot run. */
interface Call {
  readonly callbacks: OwnRunCallbacks;
  readonly config: object;
}

/** Any config, such as the one that a function is handed; it may hold what Earshot doesn't know: that is handed on, `streamMode` to a graph for one. */
export type LangChainRunnableConfig = RunnableConfig | (RunnableConfig & { [key: string]: unknown });

/**
 * A runnable of LangChain's, a graph of LangGraph's among them, as one of Earshot's: a run of its own, below which what it runs is heard.
 * Messages, prompt values and documents are each library's own on its side.
 *
 * A graph that stops for an interrupt ends as `interrupted`, and throws an `Interrupt` whose `value` is what the graph waits with;
 * invoke it again with a `Command` to resume.
 */
export class LangChainRunnable<TInput = unknown, TOutput = unknown> extends Runnable<
  TInput,
  TOutput,
  LangChainRunnableConfig
> {
  override lc_namespace: string[];
  /** The runnable itself. */
  readonly bound: BoundRunnable;

  constructor(bound: BoundRunnable) {
    super();
    this.bound = bound;
    this.lc_namespace = bound.lc_namespace ?? ["langchain"];
  }

  override getName(suffix = ""): string {
    return (this.name ?? this.bound.config?.runName ?? this.bound.getName?.() ?? "RunnableInterface") + suffix;
  }

  override toJSON(): ReturnType<Runnable["toJSON"]> {
    const serialized = this.bound.toJSON?.() ?? {
      lc: 1,
      type: "not_implemented",
      id: [...this.lc_namespace, this.getName()],
    };
    return serialized as ReturnType<Runnable["toJSON"]>;
  }

  override invoke(input: TInput, config?: Partial<LangChainRunnableConfig>): Promise<TOutput> {
    return run(
      this.#optionsFor(input),
      async (handle) => {
        const call = this.#callIn(handle);
        const output = await this.bound.invoke(toLangChainValue(input), call.config);
        throwIfInterrupted(call);
        return toEarshotValue(output) as TOutput;
      },
      config,
    );
  }

  override async stream(
    input: TInput,
    config?: Partial<LangChainRunnableConfig>,
  ): Promise<IterableReadableStream<TOutput>> {
    return primed(this.#streamOf(input, config, (bound, given) => bound.stream(toLangChainValue(input), given)));
  }

  override async *transform(
    input: AsyncIterable<TInput>,
    config?: Partial<LangChainRunnableConfig>,
  ): AsyncGenerator<TOutput> {
    if (this.bound.transform === undefined) return yield* super.transform(input, config);
    const open = (bound: BoundRunnable, given: object): Promise<AsyncIterable<unknown>> =>
      Promise.resolve(bound.transform?.(piecesOf(input), given) as AsyncIterable<unknown>);
    yield* await primed(this.#streamOf("", config, open));
  }

  #streamOf(
    input: unknown,
    config: Partial<LangChainRunnableConfig> | undefined,
    open: (bound: BoundRunnable, given: object) => Promise<AsyncIterable<unknown>>,
  ): StreamIterator<TOutput> {
    const { bound } = this;
    let call: Call | undefined;
    const callIn = (handle: RunHandle): Call => (call = this.#callIn(handle));
    return runStream(
      { ...this.#optionsFor(input), combine: (chunks) => outputOf(chunks, call) },
      async function* (handle) {
        const { config: given } = callIn(handle);
        for await (const chunk of await open(bound, given)) yield toEarshotValue(chunk) as TOutput;
        throwIfInterrupted(call);
      },
      config,
    );
  }

  #optionsFor(inputs: unknown) {
    const { lc_namespace } = this;
    const runType = lc_namespace.includes("output_parsers")
      ? "parser"
      : lc_namespace.includes("prompts")
        ? "prompt"
        : undefined;
    return { kind: "chain", name: this.getName(), runType, serialized: this.toJSON(), start: { inputs } } as const;
  }

  #callIn({ config }: RunHandle): Call {
    const callbacks = new OwnRunCallbacks(new ForeignRuns({ below: config }), this.getName());
    return { callbacks, config: langChainConfig(config, callbacks) };
  }
}

/** What the chunks come to: what LangChain says, as long as it has said it. */
function outputOf(chunks: readonly unknown[], call: Call | undefined): unknown {
  const told = call?.callbacks.outcome;
  // LangChain tells of a value that is no dictionary inside one.
  if (told !== undefined)
    return toEarshotValue(isBoxed(told.output) && !isBoxed(chunks.at(-1)) ? told.output.output : told.output);
  if (chunks.every((chunk) => typeof chunk === "string")) return chunks.join("");
  if (chunks.length <= 1) return chunks[0];
  try {
    return chunks.reduce((whole, chunk) => concat(whole as never, chunk as never) as unknown);
  } catch {
    return chunks; // of different kinds
  }
}

const isBoxed = (value: unknown): value is { readonly output: unknown } =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "output";

function throwIfInterrupted(call: Call | undefined): void {
  const interrupts = call?.callbacks.interrupts;
  if (interrupts !== undefined) throw new Interrupt("the graph waits to be resumed", interrupts);
}

async function primed<TChunk>(iterator: StreamIterator<TChunk>): Promise<IterableReadableStream<TChunk>> {
  return new IterableReadableStream(await iterator.prime());
}

async function* piecesOf(input: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  for await (const piece of input) yield toLangChainValue(piece);
}
