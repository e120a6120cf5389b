export { retryAfterOf } from "../../util/retry-after-of.js";
export { retryRequest, type RetryNotice, type RetryPolicy } from "../../utils/retry-request.js";
