import { EarshotError } from "@earshot/core/errors";
import { withCount } from "../rendering/with-count.js";
import type { RateExcess, RateName } from "./rate-window.js";

/** A call comes too soon, or is larger than a whole minute's tokens; the cause of the `HandlerAbort` that the caller gets. */
export class RateLimitExceededError extends EarshotError {
  override readonly name = "RateLimitExceededError";
  readonly rate: RateName;
  readonly limit: number;
  /** What there would be within a minute with the call that was refused; tokens that it sends are estimated by the length of its text. */
  readonly used: number;
  readonly over: number;
  /** After how many milliseconds it may be tried again, as things stand; `undefined` if it is too large at any time. */
  readonly retryAfterMs: number | undefined;
  /** Whom the limit is for, if it is for somebody. Not in the message, since it may be a name. */
  readonly key: string | undefined;

  constructor({ rate, limit, used, waitMs }: RateExcess, key: string | undefined) {
    const unit = rate === "requestsPerMinute" ? "request" : "token";
    const remedy =
      waitMs === undefined
        ? "It is larger than the limit: send less, or raise the limit."
        : `Try again in ${Math.ceil(waitMs)} ms (\`retryAfterMs\`), raise \`${rate}\`, or wait with \`onLimit: "wait"\`.`;
    super(
      `The rate of ${withCount(limit, unit)} a minute is used up: with this call it would be ${used}, ${used - limit} over. ${remedy}`,
      { code: "RATE_LIMIT_EXCEEDED" },
    );
    this.rate = rate;
    this.limit = limit;
    this.used = used;
    this.over = used - limit;
    this.retryAfterMs = waitMs;
    this.key = key;
  }
}
