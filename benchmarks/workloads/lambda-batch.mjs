const increment = (value) => value + 1;
const total = (values) => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
const numbers = (size) => Array.from({ length: size }, (_, index) => index);

/** One lambda over `size` inputs at once. */
export const lambdaBatch = {
  unitsPerRun: ({ size }) => size,
  expected: ({ size }) => (size * (size + 1)) / 2,
  heardPerRun: ({ size }) => ({ handleChainStart: size, handleChainEnd: size }),

  floor({ handlers, size }) {
    const inputs = numbers(size);
    const invoke = async (input) => {
      for (const handler of handlers) handler.handleChainStart("lambda", input);
      const output = increment(input);
      for (const handler of handlers) handler.handleChainEnd(output);
      return output;
    };
    return async () => total(await Promise.all(inputs.map(invoke)));
  },

  library({ library, handlers, size }) {
    const inputs = numbers(size);
    const lambda = library.RunnableLambda.from(increment);
    const config = handlers.length === 0 ? undefined : { callbacks: handlers };
    return async () => total(await lambda.batch(inputs, config));
  },
};
