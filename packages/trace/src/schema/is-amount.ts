/** US dollars as traces write them: some digits, and a point if need be. Not below zero, and never `1e-7`. Lists sort by twenty digits before the point. */
export const isAmount = (amount: unknown): amount is string =>
  typeof amount === "string" && /^\d{1,20}(?:\.\d{1,100})?$/u.test(amount);
