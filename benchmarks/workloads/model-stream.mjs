import { createScriptedChatModel } from "./scripted-chat-model.mjs";
import { createScriptedTokens } from "./scripted-tokens.mjs";

const input = { question: "What did you hear?" };

/** Prompt → model → parser, streamed: `size` tokens, each heard by every handler and then read by the consumer. */
export const modelStream = createStreamWork({ passthroughs: 0 });

/**
 * The same with stages behind it that each hand on what they are given.
 *
 * @param {{ passthroughs: number }} stages
 */
export function createStreamWork({ passthroughs }) {
  return {
    unitsPerRun: ({ size }) => size,
    expected: ({ size }) => createScriptedTokens(size).join("").length,
    heardPerRun: ({ size }) => ({
      handleChainStart: 3 + passthroughs,
      handleChainEnd: 3 + passthroughs,
      handleChatModelStart: 1,
      handleLLMEnd: 1,
      handleLLMNewToken: size,
      characters: createScriptedTokens(size).join("").length,
    }),

    /** The whole text of one run, compared outside the measured time. */
    expectedText: ({ size }) => createScriptedTokens(size).join(""),

    floor: (setup) => createReader(createFloorStream(setup, passthroughs)),
    library: (setup) => createReader(createLibraryStream(setup, passthroughs)),
  };
}

function createReader(open) {
  const run = async () => {
    let characters = 0;
    for await (const text of await open()) characters += text.length;
    return characters;
  };
  run.readText = async () => {
    const parts = [];
    for await (const text of await open()) parts.push(text);
    return parts.join("");
  };
  return run;
}

function createFloorStream({ handlers, size }, passthroughs) {
  const tokens = createScriptedTokens(size);
  return async function* stream() {
    for (const handler of handlers) handler.handleChainStart("sequence", input);
    for (const handler of handlers) handler.handleChainStart("prompt", input);
    const messages = [{ type: "human", content: `Answer: ${input.question}` }];
    for (const handler of handlers) handler.handleChainEnd(messages);
    for (const handler of handlers) handler.handleChatModelStart("model", [messages]);
    for (const handler of handlers) handler.handleChainStart("parser", messages);
    for (let stage = 0; stage < passthroughs; stage += 1)
      for (const handler of handlers) handler.handleChainStart("passthrough", "");
    let answer = "";
    const handedOn = Array.from({ length: passthroughs }, () => "");
    for (const token of tokens) {
      const chunk = { text: token, message: { content: token } };
      answer += token;
      for (const handler of handlers) handler.handleLLMNewToken(token, chunk);
      for (let stage = 0; stage < passthroughs; stage += 1) handedOn[stage] += token;
      yield chunk.text;
    }
    for (const handler of handlers) handler.handleLLMEnd({ text: answer });
    for (const handler of handlers) handler.handleChainEnd(answer);
    for (const text of handedOn) for (const handler of handlers) handler.handleChainEnd(text);
    for (const handler of handlers) handler.handleChainEnd(answer);
  };
}

function createLibraryStream({ library, handlers, size }, passthroughs) {
  const model = createScriptedChatModel(library, { tokens: createScriptedTokens(size) });
  let chain = library.ChatPromptTemplate.fromMessages([["human", "Answer: {question}"]])
    .pipe(model)
    .pipe(new library.StringOutputParser());
  for (let stage = 0; stage < passthroughs; stage += 1) chain = chain.pipe(new library.RunnablePassthrough());
  const config = handlers.length === 0 ? undefined : { callbacks: handlers };
  return () => chain.stream(input, config);
}
