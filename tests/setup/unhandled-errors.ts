// A promise nobody owns is a bug of the runtime, so it fails the test file that made it. Vitest also fails the whole run
// for it; this names the file even if the rejection is noticed between two tests.
import { afterAll, expect } from "vitest";

const unhandled: unknown[] = [];
const remember = (reason: unknown): void => {
  unhandled.push(reason);
};

process.on("unhandledRejection", remember);
process.on("uncaughtExceptionMonitor", remember);

afterAll(async () => {
  // Rejections are announced after the microtasks of the turn in which they stayed unhandled.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", remember);
  process.off("uncaughtExceptionMonitor", remember);
  expect(unhandled, "unhandled rejections and exceptions in this file").toEqual([]);
});
