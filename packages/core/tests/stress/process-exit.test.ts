import { expect, it } from "vitest";
import { runProgram } from "../support/run-program.js";

it(
  "nothing keeps a process alive once its runs are over, not even a handler that hangs",
  { timeout: 30_000 },
  async () => {
    const began = Date.now();
    expect(await runProgram(new URL("programs/process-exit.ts", import.meta.url))).toEqual({ done: true, timers: 0 });
    expect(Date.now() - began).toBeLessThan(15_000);
  },
);
