// Callbacks given to a constructor: they hear that object's own runs, and nothing of the chain around it.
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { ScriptedChatModel } from "../support/scripted-chat-model.js";

const handler: CallbackHandlerMethods = {
  handleChainStart: () => console.log("chain start (not heard here)"),
  handleChatModelStart: (_model, [messages]) => console.log("model start:", messages?.[0]?.content),
  handleLLMNewToken: (token) => console.log("token:", JSON.stringify(token)),
  handleLLMEnd: (result) => console.log("model end:", result.generations[0]?.[0]?.text),
};

const model = new ScriptedChatModel({ answer: "The sum is 3.", callbacks: [handler] });
const chain = ChatPromptTemplate.fromTemplate("What is 1 + {number}?").pipe(model).pipe(new StringOutputParser());

// Every run of this model is heard, in whatever chain it stands, and however the chain is called.
console.log("invoked:", await chain.invoke({ number: "2" }));

const words: string[] = [];
for await (const word of await chain.stream({ number: "2" })) words.push(word);
console.log("streamed:", words.join("|"));
