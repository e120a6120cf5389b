// How to create custom callback handlers: one object with two methods, heard on a chain that streams.
import { ChatAnthropic, type ChatAnthropicFields } from "@earshot/anthropic";
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
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

/**
 * Runs the page's program. Further handlers hear the same run; the model's options say where it is: an `anthropicApiUrl`
 * points it at another server.
 */
export async function runPage(
  modelOptions: ChatAnthropicFields = {},
  furtherHandlers: readonly CallbackHandlerMethods[] = [],
): Promise<void> {
  const model = new ChatAnthropic({ model: "claude-sonnet-5", ...modelOptions });
  const chain = prompt.pipe(model);

  const stream = await chain.stream({ number: "2" }, { callbacks: [customHandler, ...furtherHandlers] });

  for await (const _ of stream) {
    // Just consume the stream so the callbacks run
  }
}
