import type { TextRule } from "./text-rule.js";

/** E-mail addresses. */
export const emails: TextRule = {
  name: "email",
  pattern:
    /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/u,
};
