// How to create custom callback handlers: one object with two methods, heard on a chain that streams.
import { ChatAnthropic, type ChatAnthropicFields } from "@earshot/anthropic";
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import type { Handler } from "@earshot/core/events";
import { ChatPromptTemplate } from "@earshot/core/prompts";

const prompt = ChatPromptTemplate.fromTemplate(`What is 1 + {number}?`);

const customHandler: CallbackHandlerMethods = {
  handleChatModelStart: async (llm, inputMessages, runId) => {
    console.log("Chat model start:", llm, inputMessages, runId);
  },
  handleLLMNewToken: async (token) => {
    console.log("Chat model new token", token);
  },
};

/** Who else hears the page's run, and what may end it early. */
export interface PageOptions {
  readonly handlers?: readonly Handler[];
  readonly signal?: AbortSignal;
}

/** Runs the page's program. The model's options say where it is: an `anthropicApiUrl` points it at another server. */
export async function runPage(
  modelOptions: ChatAnthropicFields = {},
  { handlers = [], signal }: PageOptions = {},
): Promise<void> {
  const model = new ChatAnthropic({ model: "claude-sonnet-5-5", ...modelOptions });
  const chain = prompt.pipe(model);

  const stream = await chain.stream({ number: "2" }, { callbacks: [customHandler, ...handlers], signal });

  for await (const _ of stream) {
    // Just consume the stream so the callbacks run
  }
}
