import { EarshotError } from "@earshot/core/errors";

/** A share of runs to keep that is no number from 0 to 1. */
export class InvalidRateError extends EarshotError {
  override readonly name = "InvalidRateError";

  constructor(rate: unknown) {
    super(`A sampling rate is a number from 0 (no run) to 1 (all runs), and not ${String(rate)}. One in ten is 0.1.`, {
      code: "INVALID_RATE",
    });
  }
}
