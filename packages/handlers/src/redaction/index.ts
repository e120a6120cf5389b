export { apiKeys } from "./api-keys.js";
export { creditCards } from "./credit-cards.js";
export { jsonWebTokens } from "./json-web-tokens.js";
export { privateKeys } from "./private-keys.js";
export { bearerTokens } from "./bearer-tokens.js";
export { urlCredentials } from "./url-credentials.js";
export { emails } from "./emails.js";
export { ibans } from "./ibans.js";
export { path, type PathRule } from "./path-rule.js";
export { phoneNumbers } from "./phone-numbers.js";
export { RedactionLimitError } from "./redaction-limit-error.js";
export {
  redactionRules,
  redactText,
  redactValue,
  type RedactionOptions,
  type RedactionRule,
} from "./redaction-rules.js";
export { personalData, secrets } from "./rule-sets.js";
export { pattern, type TextRule } from "./text-rule.js";
export { UnstreamablePatternError } from "./unstreamable-pattern-error.js";
