import { expect, it } from "vitest";
import { runProgram } from "../support/run-program.js";

it(
  "a stream that is forgotten ends as if its consumer had left, once the garbage collector comes by",
  { timeout: 60_000 },
  async () => {
    const report = (await runProgram(new URL("programs/abandoned-streams.ts", import.meta.url))) as {
      starts: number;
      before: number;
      ends: unknown[];
      closed: number;
      aborted: number;
    };
    expect(report.starts).toBe(20);
    expect(report.before).toBeLessThan(20);
    // The collector promises nothing about the last few.
    expect(report.ends.length).toBeGreaterThanOrEqual(18);
    expect(report.ends.every((end) => JSON.stringify(end) === '["cancelled","a"]')).toBe(true);
    expect(report.closed).toBe(report.ends.length);
    expect(report.aborted).toBe(report.ends.length);
  },
);
