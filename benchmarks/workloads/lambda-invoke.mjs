const increment = (value) => value + 1;

/** One lambda, invoked: the smallest run there is. */
export const lambdaInvoke = {
  unitsPerRun: () => 1,
  expected: () => 2,
  heardPerRun: () => ({ handleChainStart: 1, handleChainEnd: 1 }),

  floor({ handlers }) {
    return async () => {
      for (const handler of handlers) handler.handleChainStart("lambda", 1);
      const output = increment(1);
      for (const handler of handlers) handler.handleChainEnd(output);
      return output;
    };
  },

  library({ library, handlers }) {
    const lambda = library.RunnableLambda.from(increment);
    const config = handlers.length === 0 ? undefined : { callbacks: handlers };
    return () => lambda.invoke(1, config);
  },
};
