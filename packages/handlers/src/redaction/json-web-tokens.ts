import type { TextRule } from "./text-rule.js";

/** JSON Web Tokens. */
export const jsonWebTokens: TextRule = {
  name: "jwt",
  pattern: /(?<![\w-])eyJ[\w-]{8,1024}\.eyJ[\w-]{8,}\.[\w-]*/,
  endsAt: /(?=[^\w.-])/,
};
