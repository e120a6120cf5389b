import { Runnable, RunnableLambda } from "@earshot/core/runnables";
import { describe, expect, it } from "vitest";
import { runnableConformance } from "./runnable-conformance.js";
import { subjectError, type SubjectWork } from "./runnable-subject.js";

/** Works, and says nothing of it. */
class Silent extends Runnable<string, string> {
  lc_namespace = ["test"];
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super();
    this.#work = work;
  }

  async invoke(input: string): Promise<string> {
    if (this.#work === "fail") throw subjectError;
    return input.toUpperCase();
  }
}

const words = { input: "hear", output: "HEAR" };

async function failing(cases: ReturnType<typeof runnableConformance>): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of cases) await run().catch(() => failed.push(name));
  return failed;
}

describe("the conformance suite of runnables", () => {
  it("finds a runnable that is not heard, cannot be stopped, and forgets its labels", async () => {
    expect(await failing(runnableConformance({ ...words, make: (work) => new Silent(work) }))).toStrictEqual([
      "it is heard: one start, one end, inputs and outputs",
      "it is heard when it is streamed",
      "it runs below the run whose config it is given",
      "tags, metadata, name and id of the call are its run's",
      "an error ends the run with it, and is thrown",
      "an error in a stream ends the run with it",
      "a signal that has aborted keeps it from working",
      "an abort ends it at once, in its work",
      "an abort ends its stream",
      "a timeout ends it",
      "leaving a stream early ends it as cancelled",
      "a guard stops it before it begins",
    ]);
  });

  it("finds a wrong output, in one piece and in several", async () => {
    const make = () => RunnableLambda.from((input: string) => input);
    expect(await failing(runnableConformance({ ...words, make }))).toStrictEqual(
      expect.arrayContaining([
        "invoke gives the output",
        "stream gives pieces of the output",
        "transform gives the output for an input in pieces",
        "batch gives the outputs in the order of the inputs",
        "unheard, it works the same",
      ]),
    );
  });

  it("skips with a reason alone, and only what there is", () => {
    const make = () => RunnableLambda.from((input: string) => input);
    const skips = { "a timeout ends it": "it has no clock" };
    const cases = runnableConformance({ ...words, make, skips });
    expect(cases.filter(({ skip }) => skip !== undefined)).toMatchObject([
      { name: "a timeout ends it", skip: "it has no clock" },
    ]);
    expect(() => runnableConformance({ ...words, make, skips: { "no such case": "why" } })).toThrow("no such case");
    expect(() => runnableConformance({ ...words, make, skips: { "a timeout ends it": "" } })).toThrow("Say why");
  });
});
