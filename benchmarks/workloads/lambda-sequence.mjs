const increment = (value) => value + 1;

/** `size` lambdas in a row, invoked. */
export const lambdaSequence = {
  unitsPerRun: () => 1,
  expected: ({ size }) => size,
  heardPerRun: ({ size }) => ({ handleChainStart: size + 1, handleChainEnd: size + 1 }),

  floor({ handlers, size }) {
    const steps = Array.from({ length: size }, () => increment);
    return async () => {
      for (const handler of handlers) handler.handleChainStart("sequence", 0);
      let value = 0;
      for (const step of steps) {
        for (const handler of handlers) handler.handleChainStart("lambda", value);
        value = await step(value);
        for (const handler of handlers) handler.handleChainEnd(value);
      }
      for (const handler of handlers) handler.handleChainEnd(value);
      return value;
    };
  },

  library({ library, handlers, size }) {
    let chain = library.RunnableLambda.from(increment);
    for (let index = 1; index < size; index += 1) chain = chain.pipe(library.RunnableLambda.from(increment));
    const config = handlers.length === 0 ? undefined : { callbacks: handlers };
    return () => chain.invoke(0, config);
  },
};
