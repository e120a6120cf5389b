import { subjectError, type SubjectWork } from "@earshot/testing";
import { HumanMessage } from "../../../src/exports/messages.js";
import { ChatPromptValue, ImagePromptValue, StringPromptValue } from "../../../src/exports/prompt_values.js";
import {
  BasePromptTemplate,
  ChatPromptTemplate,
  DictPromptTemplate,
  FewShotChatMessagePromptTemplate,
  FewShotPromptTemplate,
  ImagePromptTemplate,
  PipelinePromptTemplate,
  PromptTemplate,
  StructuredPrompt,
} from "../../../src/exports/prompts.js";
import { atOnce, merge, subject, type Subjects, unreadable } from "./subject.js";

/** A value that is asked for, and comes as told: a prompt's own work. */
function partials(work: SubjectWork) {
  const tell = (): string | Promise<string> => {
    if (work === "fail") throw subjectError;
    return work === "hang" ? new Promise<string>(() => undefined) : "owls";
  };
  return { what: tell };
}

const asked = { input: { who: "Ada" }, inputVariables: ["who"] };
const text = "Ada asks of owls";
const template = "{who} asks of {what}";

class OwnPrompt extends BasePromptTemplate<{ who: string }, StringPromptValue> {
  override _getPromptType(): string {
    return "own";
  }

  override partial(): never {
    throw new Error("not needed");
  }

  protected override formatComplete({ who, what }: Record<string, unknown>): StringPromptValue {
    return new StringPromptValue(`${String(who)} asks of ${String(what)}`);
  }
}

export const promptSubjects: Subjects = {
  BasePromptTemplate: subject({
    ...asked,
    output: new StringPromptValue(text),
    make: (work) => new OwnPrompt({ inputVariables: ["who"], partialVariables: partials(work) }),
  }),
  PromptTemplate: subject({
    ...asked,
    output: new StringPromptValue(text),
    make: (work) => new PromptTemplate({ template, inputVariables: ["who"], partialVariables: partials(work) }),
  }),
  ChatPromptTemplate: subject({
    ...asked,
    output: new ChatPromptValue([new HumanMessage(text)]),
    make: (work) => {
      const { lc_kwargs } = ChatPromptTemplate.fromMessages([["human", template]]);
      return new ChatPromptTemplate({
        ...lc_kwargs,
        inputVariables: ["who"],
        partialVariables: partials(work),
      } as never);
    },
  }),
  StructuredPrompt: subject({
    ...asked,
    output: new ChatPromptValue([new HumanMessage(text)]),
    make: (work) => {
      const { lc_kwargs } = StructuredPrompt.fromMessagesAndSchema([["human", template]], { type: "object" });
      return new StructuredPrompt({ ...lc_kwargs, inputVariables: ["who"], partialVariables: partials(work) } as never);
    },
  }),
  FewShotPromptTemplate: subject({
    ...asked,
    output: new StringPromptValue(`Examples:\n\none\n\n${text}`),
    make: (work) =>
      new FewShotPromptTemplate({
        examples: [{ is: "one" }],
        examplePrompt: PromptTemplate.fromTemplate("{is}") as never,
        prefix: "Examples:",
        suffix: template,
        inputVariables: ["who"],
        partialVariables: partials(work),
      }),
  }),
  FewShotChatMessagePromptTemplate: subject({
    input: { who: "Ada" },
    output: new ChatPromptValue([new HumanMessage("one")]),
    make: (work) =>
      new FewShotChatMessagePromptTemplate({
        examples: [{ is: "one" }],
        examplePrompt: ChatPromptTemplate.fromMessages([["human", "{is}"]]) as never,
        inputVariables: ["who"],
        partialVariables: partials(work),
      }),
  }),
  PipelinePromptTemplate: subject({
    ...asked,
    output: new StringPromptValue(`${text}!`),
    make: (work) =>
      new PipelinePromptTemplate({
        pipelinePrompts: [
          {
            name: "question",
            prompt: new PromptTemplate({ template, inputVariables: ["who"], partialVariables: partials(work) }),
          },
        ],
        finalPrompt: PromptTemplate.fromTemplate("{question}!"),
      }),
  }),
  ImagePromptTemplate: subject({
    ...asked,
    output: new ImagePromptValue({ url: "https://ada/owls" }),
    make: (work) =>
      new ImagePromptTemplate({
        template: { url: "https://{who}/{what}" },
        inputVariables: ["who"],
        partialVariables: partials(work),
      }),
    input: { who: "ada" },
  }),
  DictPromptTemplate: subject({
    input: { who: "Ada" },
    failingInput: unreadable({ who: "" }, "who"),
    output: { name: "Ada" },
    combine: merge,
    make: () => new DictPromptTemplate<{ who: string }, { name: string }>({ template: { name: "{who}" } }),
    skips: atOnce,
  }),
};
