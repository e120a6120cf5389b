/**
 * The oldest models take fewer output tokens than the default, and refuse a request that asks for more. By the beginning of the name.
 */
const limits: readonly (readonly [prefix: string, tokens: number])[] = [
  ["claude-3-5-", 8_192],
  ["claude-3-7-", 16_384],
  ["claude-3-", 4_096],
  ["claude-2", 4_096],
  ["claude-instant", 4_096],
];

const defaultTokens = 16_384;

/**
 * How long an answer may get if `maxTokens` isn't given: 16,384 tokens, some 60 kB of text – less for models that don't allow as much. It is a
 * ceiling, not a price: only what is generated is billed. Current models allow more; ask for it with `maxTokens`.
 */
export function defaultMaxTokens(model: string): number {
  return limits.find(([prefix]) => model.startsWith(prefix))?.[1] ?? defaultTokens;
}
