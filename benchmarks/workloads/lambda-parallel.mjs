const increment = (value) => value + 1;
const keys = (size) => Array.from({ length: size }, (_, index) => `branch${index}`);
const total = (outputs) => {
  let sum = 0;
  for (const key in outputs) sum += outputs[key];
  return sum;
};

/** `size` lambdas side by side, invoked. */
export const lambdaParallel = {
  unitsPerRun: () => 1,
  expected: ({ size }) => size,
  heardPerRun: ({ size }) => ({ handleChainStart: size + 1, handleChainEnd: size + 1 }),

  floor({ handlers, size }) {
    const branches = keys(size).map((key) => [key, increment]);
    return async () => {
      for (const handler of handlers) handler.handleChainStart("parallel", 0);
      const outputs = {};
      const run = async ([key, branch]) => {
        for (const handler of handlers) handler.handleChainStart("lambda", 0);
        const output = await branch(0);
        for (const handler of handlers) handler.handleChainEnd(output);
        outputs[key] = output;
      };
      await Promise.all(branches.map(run));
      for (const handler of handlers) handler.handleChainEnd(outputs);
      return total(outputs);
    };
  },

  library({ library, handlers, size }) {
    const parallel = library.RunnableMap.from(Object.fromEntries(keys(size).map((key) => [key, increment])));
    const config = handlers.length === 0 ? undefined : { callbacks: handlers };
    return async () => total(await parallel.invoke(0, config));
  },
};
