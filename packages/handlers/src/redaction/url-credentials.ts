import type { TextRule } from "./text-rule.js";

/** User and password in an address, as in `postgres://user:password@host`. */
export const urlCredentials: TextRule = {
  name: "credentials",
  pattern: /:\/\/[^\s:@/?#]{0,64}:[^\s@/?#]{1,128}@/,
  replacement: "://[redacted: credentials]@",
};
