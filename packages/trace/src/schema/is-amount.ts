/** US dollars as traces write them: digits, and a point if need be. Not below zero, and never `1e-7`. */
export const isAmount = (amount: unknown): amount is string =>
  typeof amount === "string" && /^\d+(?:\.\d+)?$/u.test(amount);
