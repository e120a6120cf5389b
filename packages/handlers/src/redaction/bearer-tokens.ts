import type { TextRule } from "./text-rule.js";

/** What stays of a header: its name, and the scheme if there is one. */
const scheme = /^(?:authorization["']{0,2}\s{0,4}[:=]\s{0,4}["']?)?(?:(?:bearer|basic|token|apikey|key)\s{1,4})?/i;

/** What an `Authorization` header holds, and `Bearer …` or `Basic …` by themselves; the scheme stays. */
export const bearerTokens: TextRule = {
  name: "token",
  pattern:
    /(?<![A-Za-z])(?:authorization["']{0,2}\s{0,4}[:=]\s{0,4}["']?(?:(?:bearer|basic|token|apikey|key)\s{1,4})?(?!\[redacted|(?:bearer|basic|token|apikey|key)\s)[^\s"',;]{6,}|(?:bearer|basic)\s{1,4}(?=[A-Za-z._~+/-]{0,60}\d)[\w.~+/-]{16,}={0,2})/i,
  replacement: (found) => `${scheme.exec(found)?.[0] ?? ""}[redacted: token]`,
  endsAt: /(?=[\s"',;])/,
};
