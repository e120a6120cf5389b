import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { BaseExampleSelector, type Example } from "../../exports/example_selectors.js";
import {
  ChatPromptTemplate,
  FewShotChatMessagePromptTemplate,
  FewShotPromptTemplate,
  HumanMessagePromptTemplate,
  InvalidPromptError,
  PromptTemplate,
} from "../../exports/prompts.js";
import { RunnableLambda } from "../../exports/runnables.js";
import type { RunnableConfig } from "../../exports/runnables.js";

const examplePrompt = PromptTemplate.fromTemplate("{q} -> {a}");
const examples = [{ q: "{x}", a: "}" }];

/** Looks for examples by a runnable, as one that asks a vector store does. */
class Searching extends BaseExampleSelector {
  readonly search = RunnableLambda.from(() => examples);

  override async addExample(): Promise<void> {}

  override async selectExamples(values: Example, config?: RunnableConfig): Promise<Example[]> {
    return this.search.invoke(values, config);
  }
}

describe("FewShotPromptTemplate", () => {
  it("puts examples and values in as they are", async () => {
    const prompt = new FewShotPromptTemplate({
      examples,
      examplePrompt,
      prefix: "{p}",
      suffix: "{s}",
      inputVariables: ["p", "s"],
    });
    expect(await prompt.format({ p: "{s}", s: "{p}" })).toBe("{s}\n\n{x} -> }\n\n{p}");
    const partial = await prompt.partial({ p: async () => "later" });
    expect([partial.inputVariables, await partial.format({ s: 1 })]).toEqual([["s"], "later\n\n{x} -> }\n\n1"]);
  });

  it("may be mustache", async () => {
    const prompt = new FewShotPromptTemplate({
      examples: [{ q: "1" }],
      examplePrompt: PromptTemplate.fromTemplate("{{q}}", { templateFormat: "mustache" }),
      suffix: "{{s}} {s}",
      templateFormat: "mustache",
      exampleSeparator: "|",
      inputVariables: ["s"],
    });
    expect(await prompt.format({ s: "x" })).toBe("|1|x {s}");
  });

  it("says what contradicts itself", () => {
    const make = (fields: object) => () => new FewShotPromptTemplate({ examplePrompt, inputVariables: [], ...fields });
    expect(make({})).toThrow(InvalidPromptError);
    expect(make({ examples, exampleSelector: new Searching() })).toThrow("and was given both");
    expect(make({ examples, suffix: "{s}" })).toThrow('A template uses "s"');
    expect(make({ examples, suffix: "{s}", validateTemplate: false })).not.toThrow();
  });

  it.each([
    [
      "a text",
      (exampleSelector: BaseExampleSelector) =>
        new FewShotPromptTemplate({ exampleSelector, examplePrompt, inputVariables: [] }),
    ],
    [
      "messages",
      (exampleSelector: BaseExampleSelector) =>
        new FewShotChatMessagePromptTemplate({
          exampleSelector,
          examplePrompt: HumanMessagePromptTemplate.fromTemplate("{q} -> {a}"),
          inputVariables: [],
        }),
    ],
  ])("hears below its run what chooses the examples: %s", async (_, make) => {
    const recording = recordingHandler();
    const value = await make(new Searching()).invoke({}, { callbacks: [recording] });
    expect(value.toString()).toContain("{x} -> }");
    const [outer, inner] = recording.ofType("chain.start");
    expect([outer?.runType, inner?.parentRunId]).toEqual(["prompt", outer?.runId]);
    assertWellFormed(recording.events);
  });

  it("ends with the error of what chooses", async () => {
    class Failing extends Searching {
      override async selectExamples(): Promise<Example[]> {
        throw new Error("no store");
      }
    }
    const recording = recordingHandler();
    const prompt = new FewShotPromptTemplate({ exampleSelector: new Failing(), examplePrompt, inputVariables: [] });
    await expect(prompt.invoke({}, { callbacks: [recording] })).rejects.toThrow("no store");
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "error" }]);
  });
});

describe("FewShotChatMessagePromptTemplate", () => {
  it("is a text as well, with what stands around it", async () => {
    const prompt = new FewShotChatMessagePromptTemplate({
      examples,
      examplePrompt: ChatPromptTemplate.fromMessages([
        ["human", "{q}"],
        ["ai", "{a}"],
      ]),
      prefix: "P",
      suffix: "{s}",
      exampleSeparator: "|",
      inputVariables: ["s"],
    });
    expect(await prompt.format({ s: "{q}" })).toBe("P|{x}|}|{q}");
    const partial = await prompt.partial({ s: "S" });
    expect([partial.inputVariables, await partial.format({})]).toEqual([[], "P|{x}|}|S"]);
  });
});
