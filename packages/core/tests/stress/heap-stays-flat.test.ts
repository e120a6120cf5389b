import { expect, it } from "vitest";
import { runProgram } from "../support/run-program.js";

it(
  "100,000 aborted and broken runs with one long-lived handler leave the heap flat",
  { timeout: 150_000 },
  async () => {
    const report = (await runProgram(new URL("programs/aborted-and-broken-runs.ts", import.meta.url))) as {
      first: number;
      second: number;
      counts: { starts: number; ends: number };
      pending: number;
      failed: number;
    };
    expect(report.counts.starts).toBeGreaterThanOrEqual(100_000);
    expect(report.counts.ends).toBe(report.counts.starts);
    expect({ pending: report.pending, failed: report.failed }).toEqual({ pending: 0, failed: 0 });
    // Fifty thousand further runs: at 20 bytes left behind by each, the heap would have grown by this.
    expect(report.second - report.first).toBeLessThan(1_000_000);
  },
);

it("40,000 runs and streams below one long-lived run leave the heap flat", { timeout: 150_000 }, async () => {
  const report = (await runProgram(new URL("programs/long-lived-root.ts", import.meta.url))) as {
    first: number;
    second: number;
    ends: number;
  };
  expect(report.ends).toBe(44_000);
  expect(report.second - report.first).toBeLessThan(1_000_000);
});

it(
  "streams of events that end in any way, forgotten ones included, leave a long-lived tracer empty",
  { timeout: 150_000 },
  async () => {
    const report = (await runProgram(new URL("programs/observed-streams.ts", import.meta.url))) as {
      first: number;
      second: number;
      open: number;
      persisted: number;
      closed: number;
    };
    expect(report.persisted).toBeGreaterThanOrEqual(12_450); // ten thousand, and one forgotten with every fourth
    expect(report.open).toBeLessThan(50); // the collector promises nothing about the last few
    expect(report.second - report.first).toBeLessThan(1_000_000);
  },
);
