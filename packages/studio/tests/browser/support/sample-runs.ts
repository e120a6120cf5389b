import { ChatPromptTemplate } from "@earshot/core/prompts";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { RunnableLambda, RunnableParallel } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import { pricer } from "@earshot/handlers/pricing";
import { scriptedChatModel, type ScriptLine } from "@earshot/testing";
import { memoryTraceStore, traceHandler, type TraceStore } from "@earshot/trace";

/** A store filled by runs that were really made, and one run that goes on until it is told to end. */
export interface SampleRuns {
  readonly store: TraceStore;
  /** Begins a streaming run; resolves when its first words are in the store. */
  stream(): Promise<StreamingRun>;
}

interface StreamingRun {
  /** Lets it say its second part and end; resolves when that is in the store. */
  goOn(): Promise<void>;
}

const usage = { input_tokens: 1_200, output_tokens: 80, total_tokens: 1_280 };
const responseMetadata = { model: "claude-opus-5", model_provider: "anthropic" };
const modelMetadata = { ls_provider: "anthropic", ls_model_name: "claude-opus-5" };

/** An answered chain with tools and two branches, an error, an abort, and two runs of one thread. */
export async function sampleRuns(): Promise<SampleRuns> {
  const store = memoryTraceStore();
  const price = pricer();
  // A scripted model calls itself its own provider, whose prices nobody knows.
  const trace = traceHandler({ store, price: (call) => price({ ...call, provider: "anthropic" }), maxDelayMs: 5 });
  const callbacks = [trace];
  const config = { callbacks, metadata: modelMetadata };

  await answeredChain().invoke({ question: "How far is the moon?" }, { ...config, tags: ["space"] });
  await modelThat({ text: "Yes.", usage, responseMetadata }).invoke("Again?", {
    ...config,
    metadata: { ...modelMetadata, thread_id: "t-1" },
  });
  await modelThat({ text: "Still yes.", usage, responseMetadata }).invoke("And again?", {
    ...config,
    metadata: { ...modelMetadata, thread_id: "t-1" },
  });
  await RunnableLambda.from(() => {
    throw new RangeError("The library is closed on Mondays.");
  })
    .withConfig({ runName: "find a book" })
    .invoke("Moby-Dick", { callbacks })
    .catch(() => undefined);
  await RunnableLambda.from(() => modelThat({ stall: true }))
    .withConfig({ runName: "wait for a word" })
    .invoke("hello?", { callbacks, signal: AbortSignal.timeout(30) })
    .catch(() => undefined);
  await trace.flush();

  return {
    store,
    stream: async () => {
      let goOn!: () => void;
      const until = new Promise<void>((resolve) => (goOn = resolve));
      const steps = [{ text: "Once upon " }, { text: "a time " }, { until }, { text: "there was an end." }];
      const poem = RunnableLambda.from(() => modelThat({ steps })).withConfig({ runName: "tell a tale" });
      const chunks = (await poem.stream("a tale, please", { callbacks }))[Symbol.asyncIterator]();
      await chunks.next();
      await chunks.next();
      await trace.flush();
      return {
        goOn: async () => {
          goOn();
          while ((await chunks.next()).done !== true);
          await trace.flush();
        },
      };
    },
  };
}

const modelThat = (line: ScriptLine) => scriptedChatModel([line]);

function answeredChain() {
  const measure = tool(async ({ body }: { body: string }) => `${body}: 384,400 km`, {
    name: "measure",
    description: "Measures how far a body is.",
    schema: {
      type: "object",
      properties: { body: { type: "string" } },
      required: ["body"],
    } as const,
  });
  const model = modelThat({ delayMs: 15, text: "It is 384,400 km away.", usage, responseMetadata });
  const answer = ChatPromptTemplate.fromMessages([["human", "{question}"]])
    .pipe(model)
    .pipe(new StringOutputParser());
  const distance = RunnableLambda.from(() => measure.invoke({ body: "Moon" }));
  return RunnableParallel.from({ answer, distance }).withConfig({ runName: "ask about the moon" });
}
