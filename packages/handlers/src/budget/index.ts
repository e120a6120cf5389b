export { budgetGuard, type BudgetGuard } from "./budget-guard.js";
export type { BudgetGuardOptions, BudgetLimits } from "./budget-options.js";
export type { BudgetUse } from "./budget-account.js";
export { BudgetExceededError, type BudgetExcess, type BudgetName } from "./budget-exceeded-error.js";
export { BudgetPriceUnknownError } from "./budget-price-unknown-error.js";
export type { GuardKey } from "../guards/guard-key.js";
export { GuardKeyMissingError } from "../guards/guard-key-missing-error.js";
export { InvalidLimitError } from "../guards/invalid-limit-error.js";
export type { ModelPrice } from "../pricing/model-price.js";
