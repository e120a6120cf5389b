import { createAgent } from "@earshot/core/agents";
import { BaseRetriever } from "@earshot/core/retrievers";
import { Document } from "@earshot/core/documents";
import type { Handler } from "@earshot/core/events";
import { type BaseMessage, HumanMessage, SystemMessage } from "@earshot/core/messages";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { RunnableLambda } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import { pricer } from "@earshot/handlers/pricing";
import { memoryTraceStore, traceHandler, type TraceEvent, type TraceStore } from "@earshot/trace";
import { startShowcaseModels, type ShowcaseModels } from "./showcase-model.js";
import { chartImage } from "./chart-image.js";

const hour = 3_600_000;

/** A store of runs that were really made, in which there is one of all that the page shows. */
export interface Showcase extends AsyncDisposable {
  readonly store: TraceStore;
  /** Begins one that goes on until it is told to stop. */
  begin(): Promise<{ stop(): Promise<void> }>;
}

export async function showcaseRuns(): Promise<Showcase> {
  const store = memoryTraceStore();
  const trace = traceHandler({ store, price: pricer(), maxDelayMs: 5 });
  const models = await startShowcaseModels();
  const callbacks = [trace];
  await Promise.all([talks(models, callbacks), lookup(models, callbacks), failures(models, callbacks)]);
  await analyst(models).invoke(question, { callbacks, tags: ["nightly", "analytics"], metadata: { customer: "acme" } });
  await approval(models, callbacks);
  await trace.flush();
  await store.append(await earlier(store));
  return {
    store,
    begin: async () => {
      const stopped = new AbortController();
      const running = analyst(models, true)
        .invoke("Which deploys were there?", { callbacks, signal: stopped.signal, metadata: { customer: "acme" } })
        .catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 800));
      await trace.flush();
      return {
        stop: async () => {
          stopped.abort();
          await running;
          await trace.flush();
        },
      };
    },
    [Symbol.asyncDispose]: () => models[Symbol.asyncDispose](),
  };
}

const question = {
  messages: [
    new HumanMessage({
      content: [
        { type: "text", text: "Why is it faster than last week? Here is the chart." },
        { type: "image_url", image_url: { url: chartImage } },
      ],
    }),
  ],
};

const metrics = tool(
  async ({ metric }) => {
    await new Promise((resolve) => setTimeout(resolve, 40));
    return JSON.stringify({ metric, 47: { p50: 820, p99: 4_100 }, 48: { p50: 430, p99: 1_900 } });
  },
  {
    name: "query_metrics",
    description: "Figures of the service, by week.",
    schema: {
      type: "object",
      properties: { metric: { type: "string" }, weeks: { type: "array", items: { type: "number" } } },
      required: ["metric", "weeks"],
    } as const,
  },
);

const deploys = tool(
  async () => {
    await new Promise((resolve) => setTimeout(resolve, 25));
    throw new Error("The deploy log answered 503: it is being moved.", { cause: new TypeError("fetch failed") });
  },
  {
    name: "list_deploys",
    description: "What was deployed, and when.",
    schema: { type: "object", properties: { since: { type: "string" } }, required: ["since"] } as const,
  },
);

const analyst = (models: ShowcaseModels, isPending = false) =>
  createAgent({
    name: "analyst",
    model: isPending ? models.pending() : models.agent(),
    tools: [metrics, deploys],
    systemPrompt: "You are an analyst. Answer briefly, with figures, and say what you did not find out.",
  });

/** An agent that waits for a person. */
async function approval(models: ShowcaseModels, callbacks: Handler[]): Promise<void> {
  const agent = createAgent({
    name: "deploy keeper",
    model: models.asking(),
    tools: [metrics, deploys],
    interruptOn: { list_deploys: true },
  });
  await agent.invoke("May I see the deploys?", { callbacks }).catch(() => undefined);
}

/** Two threads of several turns. */
async function talks(models: ShowcaseModels, callbacks: Handler[]): Promise<void> {
  const asked = ["How do I get to Italy without flying?", "Do I have to book?", "And once I am there?"];
  for (const [thread, count] of [
    ["trip-to-italy", 3],
    ["7f1c2b1e-2a4e-4c55-9a7b-0d1a5f6b7c8d", 2],
  ] as const) {
    const said: BaseMessage[] = [new SystemMessage("You plan trips. No flights.")];
    for (const [turn, text] of asked.slice(0, count).entries()) {
      said.push(new HumanMessage(text));
      const model = models.talking(turn).withConfig({ runName: "travel guide" });
      said.push(await model.invoke([...said], { callbacks, metadata: { thread_id: thread, plan: "pro" } }));
    }
  }
}

class Manual extends BaseRetriever {
  lc_namespace = ["showcase"];

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    return [
      { pageContent: `A run ends exactly once, on every path. (${query})`, metadata: { source: "run-lifecycle.md" } },
      { pageContent: "Cancelled is not failed. ".repeat(40), metadata: { source: "cancel.md", score: 0.71 } },
    ].map((each) => new Document<Record<string, unknown>>(each));
  }
}

async function lookup(models: ShowcaseModels, callbacks: Handler[]): Promise<void> {
  const manual = new Manual();
  const context = RunnableLambda.from(async ({ question: asked }: { question: string }) => ({
    question: asked,
    context: (await manual.invoke(asked)).map(({ pageContent }) => pageContent).join("\n"),
  })).withConfig({ runName: "gather context" });
  const chain = context
    .pipe(ChatPromptTemplate.fromTemplate("Answer from this alone:\n{context}\n\n{question}"))
    .pipe(models.talking(1))
    .pipe(new StringOutputParser());
  await chain
    .withConfig({ runName: "answer from the manual", tags: ["rag"] })
    .invoke({ question: "How is a run ended?" }, { callbacks });
  await models.unpriced().invoke("Say hello in French", { callbacks });
  await RunnableLambda.from(({ text }: { text: string }) => models.retried().invoke(`Which team? ${text}`))
    .withConfig({ runName: "classify a ticket", tags: ["support", "triage", "a rather long tag of somebody's"] })
    .invoke({ text: "My invoice is wrong" }, { callbacks, metadata: { ticket: 8_812, channel: "mail" } });
}

async function failures(models: ShowcaseModels, callbacks: Handler[]): Promise<void> {
  await RunnableLambda.from(() => models.refused().invoke("Summarise"))
    .withConfig({ runName: "summarise a document" })
    .invoke({ file: "report.pdf" }, { callbacks })
    .catch(() => undefined);
  await RunnableLambda.from(() => models.pending().invoke("hello?"))
    .withConfig({ runName: "wait for a word" })
    .invoke("hello?", { callbacks, signal: AbortSignal.timeout(120) })
    .catch(() => undefined);
}

/** The same runs as if they had been made before, so that there is a past of two days to look at. */
async function earlier(store: TraceStore): Promise<readonly TraceEvent[]> {
  const { runs } = await store.listRuns({ limit: 50 });
  const events: TraceEvent[] = [];
  for (const { rootRunId } of runs) for await (const event of store.exportTrace(rootRunId)) events.push(event);
  return Array.from({ length: 40 }, (_, at) => at + 1).flatMap((ago) => {
    const moved = (runId: string) => `${runId}-${ago}`;
    return events
      .filter(({ rootRunId }) => (Number.parseInt(rootRunId.slice(-4), 16) + ago) % 3 === 0)
      .map((event) => ({
        ...event,
        runId: moved(event.runId),
        rootRunId: moved(event.rootRunId),
        ...(event.parentRunId === undefined ? {} : { parentRunId: moved(event.parentRunId) }),
        time: event.time - ago * 1.3 * hour,
        ...(event.firstTokenAt === undefined ? {} : { firstTokenAt: event.firstTokenAt - ago * 1.3 * hour }),
      }));
  });
}
