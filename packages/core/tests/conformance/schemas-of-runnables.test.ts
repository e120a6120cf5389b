import { Validator } from "@cfworker/json-schema";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../src/exports/utils/schema.js";
import { compositionSubjects } from "./subjects/composition-subjects.js";
import { modelSubjects } from "./subjects/model-subjects.js";
import { parserSubjects } from "./subjects/parser-subjects.js";
import { promptSubjects } from "./subjects/prompt-subjects.js";
import { retrievalSubjects } from "./subjects/retrieval-subjects.js";
import type { AnySubject } from "./subjects/subject.js";
import { toolSubjects } from "./subjects/tool-subjects.js";

const subjects = Object.entries({
  ...compositionSubjects,
  ...promptSubjects,
  ...modelSubjects,
  ...parserSubjects,
  ...toolSubjects,
  ...retrievalSubjects,
}).filter((entry): entry is [string, AnySubject] => !("takesNone" in entry[1]));

/** Whose input nobody knows: a function may take anything, and so may what hands its input to one. */
const takesAnything = new Set([
  "HeardRunnable",
  "RunnableLambda",
  "RunnableSequence",
  "RunnableBinding",
  "RunnableBinding with config factories",
  "RunnableBinding with listeners",
  "RunnableMap",
  "RunnableParallel",
  "RunnablePassthrough",
  "RunnableBranch",
  "RunnableGenerator",
  "RunnableRetry",
  "RunnableWithFallbacks",
  "RunnableWithMessageHistory",
]);

/** The same of outputs: what functions give, those inside tools and parsers too, and what JSON that nothing is said about may be. */
const givesAnything = new Set([
  ...[...takesAnything].filter((name) => name !== "RunnableMap" && name !== "RunnableParallel"),
  "RunnablePick",
  "RouterRunnable",
  "RunnableToolLike",
  "BaseOutputParser",
  "BaseTransformOutputParser",
  "BaseCumulativeTransformOutputParser",
  "BaseLLMOutputParser",
  "AsymmetricStructuredOutputParser",
  "FakeSplitIntoListParser",
  "BytesOutputParser",
  "JsonOutputParser",
  "OutputFixingParser",
  "OutputFunctionsParser",
  "JsonKeyOutputFunctionsParser",
  "tool()",
  "tool() of a generator",
  "StructuredTool",
  "FakeTool",
  "DynamicStructuredTool",
  "Tool",
  "DynamicTool",
  "BaseDocumentTransformer",
]);

const check = (schema: JsonSchema, value: unknown) => new Validator(schema as never, "2020-12").validate(value);

describe.for(subjects)("the schemas of %s", ([name, examined]) => {
  const made = examined.make("work");

  it("let in what it takes", () => {
    expect(check(made.getInputSchema(), examined.input)).toMatchObject({ errors: [] });
  });

  it("let out what it gives", async () => {
    expect(check(made.getOutputSchema(), await made.invoke(examined.input))).toMatchObject({ errors: [] });
  });

  it("say something, unless nobody knows", () => {
    const isEmpty = (schema: JsonSchema) => Object.keys(schema).length === 0;
    expect([isEmpty(made.getInputSchema()), isEmpty(made.getOutputSchema())]).toEqual([
      takesAnything.has(name),
      givesAnything.has(name),
    ]);
  });
});
