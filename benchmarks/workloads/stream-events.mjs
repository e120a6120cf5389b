import { createScriptedChatModel } from "./scripted-chat-model.mjs";
import { createScriptedTokens } from "./scripted-tokens.mjs";

const input = { question: "What did you hear?" };

/** Prompt → model → parser by `streamEvents`: three events a token, one of each run that it passes, and eight starts and ends. */
export const streamEvents = {
  unitsPerRun: ({ size }) => size,
  expected: ({ size }) => 3 * size + 8,
  heardPerRun: () => ({}),

  floor: ({ size }) => createCounter(createFloorEvents(size)),
  library: (setup) => createCounter(createLibraryEvents(setup)),
};

function createCounter(open) {
  return async () => {
    let count = 0;
    for await (const { event } of open()) if (event.startsWith("on_")) count += 1;
    return count;
  };
}

function createFloorEvents(size) {
  const tokens = createScriptedTokens(size);
  const eventOf = (event, data, { name, runId, tags, parents }) => ({
    event,
    data,
    name,
    run_id: runId,
    tags,
    metadata: {},
    parent_ids: parents,
  });
  return async function* events() {
    const chain = { name: "RunnableSequence", runId: "1", tags: [], parents: [] };
    const step = (name, number) => ({ name, runId: `${number + 1}`, tags: [`seq:step:${number}`], parents: ["1"] });
    const prompt = step("ChatPromptTemplate", 1);
    const model = step("ScriptedChatModel", 2);
    const parser = step("StrOutputParser", 3);
    const messages = [{ type: "human", content: `Answer: ${input.question}` }];
    yield eventOf("on_chain_start", { input }, chain);
    yield eventOf("on_prompt_start", { input }, prompt);
    yield eventOf("on_prompt_end", { input, output: messages }, prompt);
    yield eventOf("on_chat_model_start", { input: { messages: [messages] } }, model);
    yield eventOf("on_parser_start", {}, parser);
    let answer = "";
    for (const token of tokens) {
      const message = { content: token };
      answer += token;
      yield eventOf("on_chat_model_stream", { chunk: message }, model);
      yield eventOf("on_parser_stream", { chunk: message.content }, parser);
      yield eventOf("on_chain_stream", { chunk: message.content }, chain);
    }
    yield eventOf("on_chat_model_end", { output: { content: answer }, input: { messages: [messages] } }, model);
    yield eventOf("on_parser_end", { output: answer, input: { content: answer } }, parser);
    yield eventOf("on_chain_end", { output: answer }, chain);
  };
}

function createLibraryEvents({ library, size }) {
  const model = createScriptedChatModel(library, { tokens: createScriptedTokens(size) });
  const chain = library.ChatPromptTemplate.fromMessages([["human", "Answer: {question}"]])
    .pipe(model)
    .pipe(new library.StringOutputParser());
  return () => chain.streamEvents(input, { version: "v2" });
}
