import type { TextRule } from "./text-rule.js";

/** JSON Web Tokens. */
export const jsonWebTokens: TextRule = {
  name: "jwt",
  pattern: /(?<![\w-])eyJ[\w-]{8,1024}\.eyJ[\w-]{8,}\.[\w-]*/,
  endsAt: /(?=[^\w.-])/,
};

/** Private keys in PEM, up to their last line; one that has no end is hidden to the end of the text. */
export const privateKeys: TextRule = {
  name: "private key",
  pattern:
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\s\S]*$)/,
  endsAt: /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/,
};

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

/** User and password in an address, as in `postgres://user:password@host`. */
export const urlCredentials: TextRule = {
  name: "credentials",
  pattern: /:\/\/[^\s:@/?#]{0,64}:[^\s@/?#]{1,128}@/,
  replacement: "://[redacted: credentials]@",
};
