import { configure } from "@earshot/core/events";
import { afterEach, beforeEach } from "vitest";

/** Fails each test of the file in which a handler failed: nobody else would see it. */
export function failOnHandlerErrors(): void {
  const failures: unknown[] = [];
  let restore = (): void => undefined;
  beforeEach(() => {
    failures.length = 0;
    restore = configure({ onHandlerError: (error) => void failures.push(error) });
  });
  afterEach(() => {
    restore();
    if (failures.length > 0) throw new AggregateError(failures, "the handler failed");
  });
}
