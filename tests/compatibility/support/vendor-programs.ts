import type { DocumentInterface } from "@langchain/core/documents";
import { expect } from "vitest";
import type { Stage } from "../../differential/program.js";

/** A program whose runs are heard by one vendor's handler; `callbacks` is empty if the vendor attaches itself. */
export interface VendorProgram {
  /** As a row of the page says it. */
  readonly name: string;
  readonly run: (stage: VendorStage) => unknown;
}

export type VendorStage = Pick<Stage, "library" | "models"> & { readonly callbacks: never };

/** One for each thing that vendors show. */
export const vendorPrograms: readonly VendorProgram[] = [
  {
    name: "a streamed chain: prompt, model, parser, tokens",
    run: async ({ library, models, callbacks }) => {
      const { ChatPromptTemplate, StringOutputParser } = library;
      const prompt = ChatPromptTemplate.fromMessages([
        ["system", "be brief"],
        ["human", "say {what}"],
      ]);
      const chain = prompt.pipe(new models.StreamingModel({ temperature: 0.5 })).pipe(new StringOutputParser());
      const stream = await chain.stream({ what: "hello" }, { callbacks, runName: "streamed" });
      let text = "";
      for await (const chunk of stream) text += chunk;
      return text;
    },
  },
  {
    name: "an invoked model: messages, parameters, usage",
    run: ({ library: { AIMessage, HumanMessage, SystemMessage }, models, callbacks }) =>
      new models.InvokedModel({ temperature: 0.2, apiKey: "secret" }).invoke(
        [
          new SystemMessage("be brief"),
          new HumanMessage("hi"),
          new AIMessage("hello"),
          new HumanMessage("one to four?"),
        ],
        { callbacks, stop: ["five"], metadata: { asked: "by a test" }, tags: ["counting"] },
      ),
  },
  {
    name: "tools: arguments, a model's tool call, the answer's message",
    run: async ({ library, models, callbacks }) => {
      const { HumanMessage, RunnableLambda } = library;
      const weather = weatherOf(library);
      const agent = RunnableLambda.from(async (city: string, config) => {
        await new models.InvokedModel().invoke([new HumanMessage(`weather in ${city}?`)], config);
        const call = { type: "tool_call" as const, id: "call-1", name: "weather", args: { city } };
        const answer = await weather.invoke(call, config);
        return String(answer.content);
      }).withConfig({ runName: "agent" });
      await weather.invoke({ city: "Oslo" }, { callbacks });
      return agent.invoke("Bergen", { callbacks });
    },
  },
  {
    name: "a retriever: query and documents",
    run: async ({ library: { BaseRetriever, Document, RunnableLambda }, callbacks }) => {
      class Shelf extends BaseRetriever {
        static override lc_name(): string {
          return "Shelf";
        }
        lc_namespace = ["test", "retrievers"];

        override async _getRelevantDocuments(query: string): Promise<DocumentInterface[]> {
          return [
            new Document({ pageContent: `about ${query}`, metadata: { page: 1 } }),
            new Document({ pageContent: `more about ${query}`, metadata: { page: 2 } }),
          ];
        }
      }
      const count = RunnableLambda.from((documents: DocumentInterface[]) => ({ found: documents.length }));
      return new Shelf().pipe(count).invoke("whales", { callbacks, runName: "lookup" });
    },
  },
  {
    name: "nested chains with names, tags and metadata",
    run: ({ library: { RunnableLambda, RunnableMap, StringOutputParser }, models, callbacks }) => {
      const answer = new models.InvokedModel({ tags: ["fast"] })
        .pipe(new StringOutputParser())
        .withConfig({ runName: "answer", tags: ["inner"], metadata: { depth: 1 } });
      const length = RunnableLambda.from((text: string) => ({ length: text.length }));
      return RunnableMap.from({ answer, length }).invoke("count", {
        callbacks,
        runName: "outer",
        tags: ["outer"],
        metadata: { session_id: "session-1", user: "u" },
      });
    },
  },
  {
    name: "failures of a model, a tool, a retriever and the chains around them",
    run: async ({ library, models, callbacks }) => {
      const { BaseRetriever, ChatPromptTemplate, RunnableLambda } = library;
      class Burnt extends BaseRetriever {
        lc_namespace = ["test", "retrievers"];
        override async _getRelevantDocuments(): Promise<DocumentInterface[]> {
          throw new Error("no shelf");
        }
      }
      const model = ChatPromptTemplate.fromTemplate("say {what}").pipe(new models.InvokedModel({ failsAt: 0 }));
      const tool = RunnableLambda.from((city: string, config) => weatherOf(library).invoke({ city }, config));
      await expect(model.invoke({ what: "no" }, { callbacks, runName: "failing model" })).rejects.toThrow(
        "failure at 0",
      );
      await expect(tool.invoke("Atlantis", { callbacks, runName: "failing tool" })).rejects.toThrow("no such city");
      await expect(new Burnt().invoke("ashes", { callbacks, runName: "failing retriever" })).rejects.toThrow(
        "no shelf",
      );
    },
  },
  {
    name: "a model of text: prompts and completions",
    run: async ({ library: { LLM, PromptTemplate }, callbacks }) => {
      class Echo extends LLM {
        static override lc_name(): string {
          return "Echo";
        }
        _llmType(): string {
          return "echo";
        }
        async _call(prompt: string): Promise<string> {
          return `${prompt}!`;
        }
      }
      const chain = PromptTemplate.fromTemplate("say {what}").pipe(new Echo({}));
      return chain.invoke({ what: "hello" }, { callbacks, runName: "text" });
    },
  },
];

function weatherOf({ tool }: Stage["library"]) {
  return tool(
    ({ city }: { city: string }) => {
      if (city === "Atlantis") throw new Error("no such city");
      return `rain in ${city}`;
    },
    {
      name: "weather",
      description: "Says what the weather is like.",
      schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } as never,
    },
  );
}
