export { allowListGuard, type AllowListGuardOptions } from "./allow-list-guard.js";
export type { NamePattern } from "./matches-name.js";
export { NotAllowedError, type Refusal } from "./not-allowed-error.js";
export { InvalidLimitError } from "../guards/invalid-limit-error.js";
