import { type ConformanceCase, runnableConformance } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableBinding } from "../../src/exports/runnables.js";
import { type AnyClass, exportedRunnables } from "../support/exported-classes.js";
import { compositionSubjects } from "./subjects/composition-subjects.js";
import { modelSubjects } from "./subjects/model-subjects.js";
import { parserSubjects } from "./subjects/parser-subjects.js";
import { promptSubjects } from "./subjects/prompt-subjects.js";
import { retrievalSubjects } from "./subjects/retrieval-subjects.js";
import type { Subjects } from "./subjects/subject.js";
import { toolSubjects } from "./subjects/tool-subjects.js";

const subjects: Subjects = {
  ...compositionSubjects,
  ...promptSubjects,
  ...modelSubjects,
  ...parserSubjects,
  ...toolSubjects,
  ...retrievalSubjects,
  FakeRunnable: { takesNone: "LangChain's fake shows the config of a call as it came, so it is no run of its own." },
};

/** What a config was bound to in order to make a subject is the subject. */
function isMadeOf(exported: AnyClass, made: object): boolean {
  return made instanceof exported || (made instanceof RunnableBinding && isMadeOf(exported, made.bound));
}

describe("every runnable that is exported", () => {
  it.for([...exportedRunnables])("%s is a subject of the suite, or says why it is none", ([name, exported]) => {
    const examined = subjects[name];
    if (examined === undefined)
      expect.unreachable(`Nothing proves that ${name} is heard: add a subject for it to tests/conformance/subjects.`);
    if ("takesNone" in examined) expect(examined.takesNone).not.toBe("");
    else expect(isMadeOf(exported, examined.make("work"))).toBe(true);
  });

  it("has no subject left of a class that is gone", () => {
    const classNames = Object.keys(subjects).filter((name) => /^\w+$/.test(name));
    expect(classNames.filter((name) => !exportedRunnables.has(name))).toEqual([]);
  });
});

for (const [name, examined] of Object.entries(subjects)) {
  if ("takesNone" in examined) continue;
  describe(`${name} is a runnable`, () => {
    it.for<ConformanceCase>(runnableConformance(examined))("$name", async ({ skip, run }, context) => {
      if (skip !== undefined) context.skip(skip);
      await run();
    });
  });
}
