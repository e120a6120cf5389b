import type { CallbackHandlerMethods, HandleLLMNewTokenCallbackFields } from "@langchain/core/callbacks/base";
import { awaitAllCallbacks } from "@langchain/core/callbacks/promises";
import type { BaseLanguageModelInterface } from "@langchain/core/language_models/base";
import {
  HumanMessage,
  type MessageContentComplex,
  type MessageContentImageUrl,
  type MessageContentText,
} from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import type { BaseRetrieverInterface } from "@langchain/core/retrievers";
import { type RunnableFunc, type RunnableInterface, RunnableLambda } from "@langchain/core/runnables";
import { FakeListChatModel, FakeRetriever } from "@langchain/core/utils/testing";

const shout: RunnableFunc<string, string> = (text) => text.toUpperCase();
const bare = (model: BaseLanguageModelInterface) => model._llmType();
const run = (chain: RunnableInterface<{ question: string }, string>) => chain.invoke({ question: "who?" });
const search = async (retriever: BaseRetrieverInterface) => (await retriever.invoke("who?")).length;

const question: MessageContentText = { type: "text", text: "What is this?" };
const image: MessageContentImageUrl = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };
const parts = [question, image];
const typeOf = (part: MessageContentComplex) => part.type;

let heard = "";
const handler: CallbackHandlerMethods = {
  handleLLMNewToken(token, _indices, _runId, _parentRunId, _tags, fields?: HandleLLMNewTokenCallbackFields) {
    heard += fields?.chunk?.text ?? token;
  },
};

const model = new FakeListChatModel({ responses: ["nobody"] });
const chain = ChatPromptTemplate.fromTemplate("{question}").pipe(model).pipe(new StringOutputParser());
console.log(bare(model), await run(chain.pipe(RunnableLambda.from(shout))), await search(new FakeRetriever()));
console.log(parts.map(typeOf), JSON.stringify(new HumanMessage({ content: parts }).content));

const looking = ChatPromptTemplate.fromMessages([
  ["system", "Describe what you see."],
  ["user", [{ type: "image_url", image_url: "data:image/png;base64,{data}" }]],
]);
console.log(JSON.stringify((await looking.formatMessages({ data: "AAAA" })).map(({ content }) => content)));

const stream = await chain.stream({ question: "who?" }, { callbacks: [handler] });
const first = await stream.next();
let rest = "";
for await (const text of stream) rest += text;
await awaitAllCallbacks();
console.log(first.value, rest, heard);
