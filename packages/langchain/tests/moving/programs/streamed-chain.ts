import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate, MessagesPlaceholder } from "@langchain/core/prompts";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { FakeListChatModel } from "@langchain/core/utils/testing";

const prompt = ChatPromptTemplate.fromMessages([
  ["system", "You answer in one {unit}."],
  new MessagesPlaceholder("history"),
  ["human", "{question}"],
]);
const chain = prompt.pipe(new FakeListChatModel({ responses: ["abc", "de"] })).pipe(new StringOutputParser());
const input = { unit: "word", question: "Which?", history: [new HumanMessage("Hi"), new AIMessage("Hello")] };

const formatted = await prompt.invoke(input);
for (const message of formatted.toChatMessages()) console.log(message.getType(), message.content);

const handler = {
  handleChatModelStart: (_llm: object, messages: object[][]) => console.log("asked with", messages[0]?.length),
  handleLLMNewToken: (token: string) => console.log("token", token),
  handleLLMEnd: () => console.log("answered"),
  awaitHandlers: true,
};
const chunks: string[] = [];
for await (const chunk of await chain.stream(input, { callbacks: [handler] })) chunks.push(chunk);
console.log(chunks);
console.log(await chain.invoke(input));
