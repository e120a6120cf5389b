/**
 * A handler that only counts: a plain object with LangChain's methods, so that one and the same handler runs everywhere.
 * Counts live in a closure, because a library may call the methods on a wrapper of its own.
 *
 * @param {{ awaited: boolean }} options whether the run waits for the handler; both libraries read it from `awaitHandlers`
 */
export function createCountingHandler({ awaited }) {
  const counts = createCounts();
  const handler = {
    ...(awaited ? { awaitHandlers: true } : {}),
    handleChainStart() {
      counts.handleChainStart += 1;
    },
    handleChainEnd() {
      counts.handleChainEnd += 1;
    },
    handleChainError() {
      counts.handleChainError += 1;
    },
    handleChatModelStart() {
      counts.handleChatModelStart += 1;
    },
    handleLLMNewToken(token) {
      counts.handleLLMNewToken += 1;
      counts.characters += token.length;
    },
    handleLLMEnd() {
      counts.handleLLMEnd += 1;
    },
    handleLLMError() {
      counts.handleLLMError += 1;
    },
  };
  return { handler, counts, reset: () => Object.assign(counts, createCounts()) };
}

/**
 * Throws unless the handler heard exactly what `runs` runs of the work have to say, no more and no less.
 *
 * @param {ReturnType<typeof createCounts>} counts what the handler heard
 * @param {Partial<ReturnType<typeof createCounts>>} perRun what one run says; a method left out must stay silent
 * @param {number} runs
 */
export function checkCounts(counts, perRun, runs) {
  for (const [method, count] of Object.entries(counts)) {
    const expected = (perRun[method] ?? 0) * runs;
    if (count !== expected) {
      throw new Error(`The handler counted ${count} for ${method} in ${runs} runs instead of ${expected}.`);
    }
  }
}

function createCounts() {
  return {
    handleChainStart: 0,
    handleChainEnd: 0,
    handleChainError: 0,
    handleChatModelStart: 0,
    handleLLMNewToken: 0,
    handleLLMEnd: 0,
    handleLLMError: 0,
    /** Length of all tokens heard together. */
    characters: 0,
  };
}
