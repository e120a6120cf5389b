import { runnableConformance, subjectError, waitForAbort, type RunnableSubject } from "@earshot/testing";
import { describe, it } from "vitest";
import { z } from "zod";
import type { Runnable } from "../exports/runnables.js";
import { tool } from "../exports/tools.js";

const doubled: RunnableSubject<{ n: number }, number> = {
  input: { n: 2 },
  output: 4,
  skips: { "leaving a stream early ends it as cancelled": "its output is one piece: with that its work is done" },
  make: (work) =>
    tool(
      ({ n }, { signal }) => {
        if (work === "fail") throw subjectError;
        return work === "hang" ? waitForAbort(signal) : n * 2;
      },
      { name: "double", schema: z.object({ n: z.number() }) },
    ) as Runnable<{ n: number }, number>,
};

describe("a tool takes the exam of runnables", () => {
  const taken = runnableConformance(doubled).filter(({ skip }) => skip === undefined);
  it.each(taken)("$name", ({ run }) => run());
});
