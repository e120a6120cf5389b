import { createScriptedChatModel } from "./scripted-chat-model.mjs";

const question = { role: "a listener", question: "What did you hear?" };
const template = [
  ["system", "You are {role}."],
  ["human", "{question}"],
];
const answer = "Everything, once.";

/**
 * The hand-written prompt → model: a string is filled in, a function answers.
 *
 * @param {{ handlers: object[], gate?: Promise<void> }} setup
 */
export function createFloorModelInvoke({ handlers, gate }) {
  const formatPrompt = (values) => [
    { type: "system", content: `You are ${values.role}.` },
    { type: "human", content: values.question },
  ];
  const generate = async (messages) => {
    if (gate !== undefined) await gate;
    return { text: answer, message: { type: "ai", content: answer }, asked: messages.length };
  };
  return async () => {
    for (const handler of handlers) handler.handleChainStart("sequence", question);
    for (const handler of handlers) handler.handleChainStart("prompt", question);
    const messages = formatPrompt(question);
    for (const handler of handlers) handler.handleChainEnd(messages);
    for (const handler of handlers) handler.handleChatModelStart("model", [messages]);
    const generation = await generate(messages);
    for (const handler of handlers) handler.handleLLMEnd(generation);
    for (const handler of handlers) handler.handleChainEnd(generation.message);
    return generation.message.content;
  };
}

/**
 * The same as a chain of a prompt and a model.
 *
 * @param {{ library: import("./load-library.mjs").Library, handlers: object[], gate?: Promise<void> }} setup
 */
export function createLibraryModelInvoke({ library, handlers, gate }) {
  const model = createScriptedChatModel(library, { tokens: [answer], gate });
  const chain = library.ChatPromptTemplate.fromMessages(template).pipe(model);
  const config = handlers.length === 0 ? undefined : { callbacks: handlers };
  return async () => (await chain.invoke(question, config)).content;
}

/** Prompt → model, invoked. */
export const modelInvoke = {
  unitsPerRun: () => 1,
  expected: () => answer,
  heardPerRun: () => ({ handleChainStart: 2, handleChainEnd: 2, handleChatModelStart: 1, handleLLMEnd: 1 }),
  floor: createFloorModelInvoke,
  library: createLibraryModelInvoke,
};
