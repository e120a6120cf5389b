import type { TextRule } from "./text-rule.js";

/** Private keys in PEM, up to their last line; one that has no end is hidden to the end of the text. */
export const privateKeys: TextRule = {
  name: "private key",
  pattern:
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\s\S]*$)/,
  endsAt: /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/,
};
