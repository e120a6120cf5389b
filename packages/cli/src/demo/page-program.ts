import { ChatAnthropic, type ChatAnthropicFields } from "@earshot/anthropic";
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import type { Handler } from "@earshot/core/events";
import { ChatPromptTemplate } from "@earshot/core/prompts";

const customHandler = (console: Console): CallbackHandlerMethods => ({
  handleChatModelStart: async (llm, inputMessages, runId) => {
    console.log("Chat model start:", llm, inputMessages, runId);
  },
  handleLLMNewToken: async (token) => {
    console.log("Chat model new token", token);
  },
});

/** Who hears it, besides the guide's handler. */
export interface PageProgramOptions {
  readonly handler: Handler;
  readonly signal: AbortSignal;
  /** Where the guide's handler prints. */
  readonly console: Console;
}

/** The program of the guide "How to create custom callback handlers", heard by one more handler. */
export async function runPageProgram(
  modelOptions: ChatAnthropicFields,
  { handler, signal, console }: PageProgramOptions,
): Promise<void> {
  const chain = ChatPromptTemplate.fromTemplate("What is 1 + {number}?").pipe(new ChatAnthropic(modelOptions));
  const callbacks = [customHandler(console), handler];
  for await (const _ of await chain.stream({ number: "2" }, { callbacks, signal })) {
    // Consumed for what the handlers hear
  }
}
