/**
 * The public surface a benchmark program uses, loaded from one scope. Earshot and LangChain differ in nothing but the scope.
 *
 * @param {string} scope `@earshot/core` or `@langchain/core`
 * @param {{ ambient?: boolean }} [options] whether AsyncLocalStorage carries the context
 */
export async function loadLibrary(scope, { ambient = false } = {}) {
  await switchAmbientContext(scope, ambient);
  const [prompts, runnables, chatModels, parsers, messages, outputs, promises] = await Promise.all([
    import(`${scope}/prompts`),
    import(`${scope}/runnables`),
    import(`${scope}/language_models/chat_models`),
    import(`${scope}/output_parsers`),
    import(`${scope}/messages`),
    import(`${scope}/outputs`),
    import(`${scope}/callbacks/promises`),
  ]);
  return {
    scope,
    ChatPromptTemplate: prompts.ChatPromptTemplate,
    RunnableLambda: runnables.RunnableLambda,
    RunnableMap: runnables.RunnableMap,
    RunnablePassthrough: runnables.RunnablePassthrough,
    BaseChatModel: chatModels.BaseChatModel,
    StringOutputParser: parsers.StringOutputParser,
    AIMessage: messages.AIMessage,
    AIMessageChunk: messages.AIMessageChunk,
    ChatGenerationChunk: outputs.ChatGenerationChunk,
    awaitAllCallbacks: promises.awaitAllCallbacks,
  };
}

/** The defaults are opposite: Earshot has it on as soon as a run is heard, LangChain off until `/context` is imported, first of all. */
async function switchAmbientContext(scope, ambient) {
  if (scope === "@earshot/core") {
    const { configure } = await import(`${scope}/events`);
    configure({ ambientContext: ambient });
  } else if (ambient) {
    await import(`${scope}/context`);
  }
}

/** @typedef {Awaited<ReturnType<typeof loadLibrary>>} Library */
