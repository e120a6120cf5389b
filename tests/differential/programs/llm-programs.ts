import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseLLMParams } from "@langchain/core/language_models/llms";
import type { GenerationChunk, LLMResult } from "@langchain/core/outputs";
import type { Library } from "../library.js";
import type { Program } from "../program.js";
import { collect } from "./collect.js";

interface Script extends BaseLLMParams {
  readonly failsAt?: number;
}

/** Text models as users of a library would write them. */
function defineTextModels({ BaseLLM, LLM, GenerationChunk: Chunk }: Library) {
  class WholeLLM extends BaseLLM {
    readonly script: Script;

    constructor(script: Script = {}) {
      super({ maxRetries: 0, ...script });
      this.script = script;
    }

    _llmType(): string {
      return "whole";
    }

    override invocationParams(options?: this["ParsedCallOptions"]): Record<string, unknown> {
      return { model: "text-1", stop: options?.stop };
    }

    async _generate(prompts: string[]): Promise<LLMResult> {
      if (this.script.failsAt !== undefined) throw new Error("scripted failure");
      return {
        generations: prompts.map((prompt) => [{ text: `re ${prompt}`, generationInfo: { finish_reason: "stop" } }]),
        llmOutput: { tokenUsage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 } },
      };
    }
  }

  class PiecewiseLLM extends WholeLLM {
    override async *_streamResponseChunks(
      _prompt: string,
      _options: this["ParsedCallOptions"],
      runManager?: CallbackManagerForLLMRun,
    ): AsyncGenerator<GenerationChunk> {
      for (const [index, text] of ["one ", "two ", "three"].entries()) {
        if (this.script.failsAt === index) throw new Error("scripted failure");
        const chunk = new Chunk({ text, ...(index === 2 && { generationInfo: { finish_reason: "stop" } }) });
        yield chunk;
        await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, { chunk });
      }
    }
  }

  class CallLLM extends LLM {
    _llmType(): string {
      return "call";
    }

    async _call(prompt: string): Promise<string> {
      return prompt.toUpperCase();
    }
  }

  return { WholeLLM, PiecewiseLLM, CallLLM };
}

/** Text models on their own and in a sequence. */
export const llmPrograms: readonly Program[] = [
  {
    name: "llm: invoke with a text",
    run: ({ library, handler }) => new (defineTextModels(library).CallLLM)({}).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "llm: invoke with messages",
    run: ({ library, handler }) => {
      const { CallLLM } = defineTextModels(library);
      return new CallLLM({}).invoke([new library.AIMessage("yo"), ["human", "hi"]], { callbacks: [handler] });
    },
  },
  {
    name: "llm: call options, tags, metadata and a name",
    run: ({ library, handler }) => {
      const { WholeLLM } = defineTextModels(library);
      const model = new WholeLLM({ tags: ["own"], metadata: { own: 1 } });
      return model.invoke("hi", { callbacks: [handler], stop: ["x"], tags: ["call"], runName: "named" });
    },
  },
  {
    name: "llm: generate of two prompts",
    run: ({ library, handler }) =>
      new (defineTextModels(library).WholeLLM)().generate(["a", "b"], { callbacks: [handler] }),
  },
  {
    name: "llm: batch",
    concurrent: true,
    run: ({ library, handler }) =>
      new (defineTextModels(library).WholeLLM)().batch(["a", "b"], { callbacks: [handler] }),
  },
  {
    name: "llm: stream",
    run: ({ library, handler }) =>
      collect(new (defineTextModels(library).PiecewiseLLM)().stream("hi", { callbacks: [handler] })),
  },
  {
    name: "llm: stream of a model that cannot",
    run: ({ library, handler }) =>
      collect(new (defineTextModels(library).WholeLLM)().stream("hi", { callbacks: [handler] })),
  },
  {
    name: "llm: lc_prefer_streaming",
    run: ({ library, createHandler }) =>
      new (defineTextModels(library).PiecewiseLLM)().invoke("hi", {
        callbacks: [createHandler({ flags: { lc_prefer_streaming: true } })],
      }),
  },
  {
    name: "llm: fails",
    run: ({ library, handler }) =>
      new (defineTextModels(library).WholeLLM)({ failsAt: 0 }).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "llm: generate that fails",
    run: ({ library, handler }) =>
      new (defineTextModels(library).WholeLLM)({ failsAt: 0 }).generate(["a", "b"], { callbacks: [handler] }),
  },
  {
    name: "llm: fails after two chunks",
    run: ({ library, handler }) =>
      collect(new (defineTextModels(library).PiecewiseLLM)({ failsAt: 2 }).stream("hi", { callbacks: [handler] })),
  },
  {
    name: "llm: in a sequence",
    run: ({ library, handler }) =>
      library.ChatPromptTemplate.fromMessages([["human", "{q}"]])
        .pipe(new (defineTextModels(library).CallLLM)({}))
        .pipe(new library.StringOutputParser())
        .invoke({ q: "hi" }, { callbacks: [handler] }),
  },
  {
    name: "model: SimpleChatModel",
    run: ({ library: { SimpleChatModel }, handler }) => {
      class Simple extends SimpleChatModel {
        _llmType(): string {
          return "simple";
        }
        async _call(): Promise<string> {
          return "hi";
        }
      }
      return new Simple({}).invoke("hello", { callbacks: [handler], stop: ["x"] });
    },
  },
];
