import type { Library } from "../library.js";
import type { Program } from "../program.js";

const examples = [
  { question: "1 + 1", answer: "2" },
  { question: "2 + 2", answer: "4" },
];

const examplePrompt = ({ PromptTemplate }: Library) => PromptTemplate.fromTemplate("Q: {question}\nA: {answer}");
const exampleMessages = ({ ChatPromptTemplate }: Library) =>
  ChatPromptTemplate.fromMessages([
    ["human", "{question}"],
    ["ai", "{answer}"],
  ]);
const fewShot = (library: Library) =>
  new library.FewShotPromptTemplate({
    examples,
    examplePrompt: examplePrompt(library),
    prefix: "Be {tone}.",
    suffix: "Q: {question}\nA:",
    inputVariables: ["question", "tone"],
  });

/** Prompts of every kind, each on its own. */
export const promptPrograms: readonly Program[] = [
  {
    name: "prompt: a text",
    run: ({ library, handler }) =>
      library.PromptTemplate.fromTemplate("{b} and {{c}}").invoke({ b: "{d}" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: mustache",
    run: ({ library, handler }) =>
      library.PromptTemplate.fromTemplate(
        "{{greeting}}, {{{raw}}}!{{#items}} <{{.}}>{{/items}}{{^nobody}} alone{{/nobody}} {{a.b}}{{! nothing }}",
        { templateFormat: "mustache" },
      ).invoke(
        { greeting: "<b>&", raw: "{{greeting}}", items: ["1", "2"], nobody: [], a: { b: "deep" } },
        { callbacks: [handler] },
      ),
  },
  {
    name: "prompt: mustache sections over objects",
    run: ({ library, handler }) =>
      library.PromptTemplate.fromTemplate("{{#people}}\n* {{name}}{{#old}} (old){{/old}}\n{{/people}}\nend", {
        templateFormat: "mustache",
      }).invoke({ people: [{ name: "Ada", old: true }, { name: "Bob" }] }, { callbacks: [handler] }),
  },
  {
    name: "prompt: mustache in a chat",
    run: ({ library, handler }) =>
      library.ChatPromptTemplate.fromMessages(
        [
          ["system", "{{tone}}"],
          ["placeholder", "{{history}}"],
          ["human", [{ type: "text", text: "{{question}}" }]],
        ],
        { templateFormat: "mustache" },
      ).invoke({ tone: "kind", history: [["ai", "{{tone}}"]], question: "{tone}?" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: mustache that can't be parsed",
    run: ({ library }) => library.PromptTemplate.fromTemplate("{{#a}}", { templateFormat: "mustache" }),
  },
  {
    name: "prompt: a mustache variable is missing",
    run: ({ library, handler }) =>
      library.PromptTemplate.fromTemplate("{{a}}!", { templateFormat: "mustache" }).invoke(
        {},
        { callbacks: [handler] },
      ),
  },
  {
    name: "prompt: objects in mustache",
    run: ({ library, handler }) =>
      library.PromptTemplate.fromTemplate("{{a}} {{b}} {{c}}", { templateFormat: "mustache" }).invoke(
        { a: { x: 1 }, b: [1, 2], c: 0 },
        { callbacks: [handler] },
      ),
  },
  {
    name: "prompt: few-shot",
    run: ({ library, handler }) => fewShot(library).invoke({ question: "3", tone: "kind" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: few-shot with partials",
    run: async ({ library, handler }) => {
      const prompt = await fewShot(library).partial({ tone: async () => "kind" });
      return [prompt.inputVariables, await prompt.invoke({ question: "3" }, { callbacks: [handler] })];
    },
  },
  {
    name: "prompt: few-shot, a variable is missing",
    run: ({ library, handler }) => fewShot(library).invoke({ question: "3" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: few-shot, with braces in an example",
    run: ({ library, handler }) =>
      new library.FewShotPromptTemplate({
        examples: [{ question: "1", answer: "{x}" }],
        examplePrompt: examplePrompt(library),
        inputVariables: [],
      }).invoke({}, { callbacks: [handler] }),
  },
  {
    name: "prompt: few-shot with a selector",
    run: async ({ library, handler }) => {
      const exampleSelector = await library.LengthBasedExampleSelector.fromExamples(
        [...examples, { question: "a b c d e f", answer: "x" }],
        { examplePrompt: examplePrompt(library), maxLength: 12 },
      );
      const prompt = new library.FewShotPromptTemplate({
        exampleSelector,
        examplePrompt: examplePrompt(library),
        suffix: "{question}",
        inputVariables: ["question"],
      });
      const config = { callbacks: [handler] };
      return [await prompt.invoke({ question: "a" }, config), await prompt.invoke({ question: "a b c d e f" }, config)];
    },
  },
  {
    name: "prompt: few-shot messages",
    run: ({ library, handler }) =>
      new library.FewShotChatMessagePromptTemplate({
        examples,
        examplePrompt: exampleMessages(library),
        inputVariables: [],
      }).invoke({}, { callbacks: [handler] }),
  },
  {
    name: "prompt: few-shot messages in a chat",
    run: async ({ library, handler }) => {
      const { ChatPromptTemplate, FewShotChatMessagePromptTemplate } = library;
      const few = new FewShotChatMessagePromptTemplate({
        examples,
        examplePrompt: exampleMessages(library),
        inputVariables: [],
      });
      const prompt = ChatPromptTemplate.fromMessages([["system", "Calculate."], few as never, ["human", "{question}"]]);
      return [prompt.inputVariables, await prompt.invoke({ question: "3 + 3" }, { callbacks: [handler] })];
    },
  },
  {
    name: "prompt: pipeline",
    run: ({ library: { PipelinePromptTemplate, PromptTemplate }, handler }) =>
      new PipelinePromptTemplate({
        pipelinePrompts: [
          { name: "role", prompt: PromptTemplate.fromTemplate("You are {who}.") },
          { name: "start", prompt: PromptTemplate.fromTemplate("{role} Now {what}") },
        ],
        finalPrompt: PromptTemplate.fromTemplate("{role}|{start}"),
      }).invoke({ who: "{me}", what: "go" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: pipeline of messages",
    run: ({ library, handler }) =>
      new library.PipelinePromptTemplate({
        pipelinePrompts: [{ name: "examples", prompt: exampleMessages(library) as never }],
        finalPrompt: library.ChatPromptTemplate.fromMessages([["placeholder", "{examples}"]]) as never,
      }).invoke({ question: "1", answer: "2" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: pipeline, what its last prompt needs",
    run: ({ library: { PipelinePromptTemplate, PromptTemplate } }) =>
      new PipelinePromptTemplate({
        pipelinePrompts: [{ name: "role", prompt: PromptTemplate.fromTemplate("You are {who}.") }],
        finalPrompt: PromptTemplate.fromTemplate("{role} {question}"),
      }).inputVariables,
  },
  {
    name: "prompt: an image",
    run: ({ library, handler }) =>
      new library.ImagePromptTemplate({
        template: { url: "http://{host}/x.png", detail: "low" },
        inputVariables: ["host"],
      }).invoke({ host: "{h}" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: parts of every kind",
    run: ({ library, handler }) =>
      library.ChatPromptTemplate.fromMessages([
        [
          "human",
          [
            { type: "text", text: "{a}", cache_control: { type: "ephemeral" } },
            { type: "image_url", image_url: "http://{b}" },
            { type: "image_url", image_url: { url: "http://{b}", detail: "low" } },
            { type: "audio", source_type: "base64", data: "{c}", mime_type: "audio/wav" },
            { type: "file", source_type: "url", url: "http://{b}/x.pdf", metadata: { names: ["{a}", 1] } },
          ],
        ],
      ]).invoke({ a: "{b}", b: "x", c: "UklG" }, { callbacks: [handler] }),
  },
  {
    name: "prompt: parts that are prompts",
    run: async ({ library, handler }) => {
      const { ChatPromptTemplate, DictPromptTemplate, HumanMessagePromptTemplate, ImagePromptTemplate } = library;
      const image = new ImagePromptTemplate({ template: { url: "http://{b}" }, inputVariables: ["b"] });
      const prompt = [
        library.PromptTemplate.fromTemplate("{a}"),
        image,
        new DictPromptTemplate({ template: { type: "audio", data: "{c}" } }),
      ];
      const message = new HumanMessagePromptTemplate({ prompt: prompt as never } as never);
      const chat = ChatPromptTemplate.fromMessages([message]);
      const value = await chat.invoke({ a: "1", b: "2", c: "3" }, { callbacks: [handler] });
      return [chat.inputVariables, value];
    },
  },
  {
    name: "prompt: a dictionary",
    run: ({ library, handler }) =>
      new library.DictPromptTemplate({
        template: { type: "audio", data: "{a}", more: { list: ["{b}", { c: "{b}" }] } },
      }).invoke({ a: "{b}", b: "x" }, ...([{ callbacks: [handler] }] as never as [])),
  },
  {
    name: "prompt: structured",
    run: async ({ library: { StructuredPrompt }, handler }) => {
      const prompt = StructuredPrompt.fromMessagesAndSchema([["human", "{question}"]], { type: "object" });
      const answer = await prompt.invoke({ question: "who?" }, { callbacks: [handler], runName: "structured" });
      return [prompt.lc_id, prompt.inputVariables, answer];
    },
  },
];
