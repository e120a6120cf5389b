export { rateLimitGuard, type RateLimitGuardOptions } from "./rate-limit-guard.js";
export { RateLimitExceededError } from "./rate-limit-exceeded-error.js";
export type { RateName } from "./rate-window.js";
export type { GuardKey } from "../guards/guard-key.js";
export { GuardKeyMissingError } from "../guards/guard-key-missing-error.js";
export { InvalidLimitError } from "../guards/invalid-limit-error.js";
