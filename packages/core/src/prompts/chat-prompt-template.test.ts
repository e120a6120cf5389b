import * as langchain from "@langchain/core/prompts";
import * as langchainMessages from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import * as earshot from "../exports/prompts.js";
import * as earshotMessages from "../exports/messages.js";
import { BaseMessagePromptTemplate } from "./base-message-prompt-template.js";
import { ChatPromptTemplate } from "./chat-prompt-template.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import { MessagesPlaceholder } from "./messages-placeholder.js";
import { MissingVariableError } from "./missing-variable-error.js";

const { AIMessage, HumanMessage, SystemMessage } = earshotMessages;

type Library = { prompts: typeof earshot; messages: typeof earshotMessages };
const libraries = [
  { prompts: earshot, messages: earshotMessages },
  { prompts: langchain, messages: langchainMessages } as unknown as Library,
] as const;

const history = [
  ["human", "one"],
  ["ai", "two"],
];
const samples: Record<string, [(library: Library) => ChatPromptTemplate, Record<string, unknown>]> = {
  "a template": [({ prompts }) => prompts.ChatPromptTemplate.fromTemplate("What is 1 + {number}?"), { number: "2" }],
  tuples: [
    ({ prompts }) =>
      prompts.ChatPromptTemplate.fromMessages([
        ["system", "In {a}"],
        ["human", "{b}"],
        ["ai", "{{c}}"],
      ]),
    { a: "x", b: "y" },
  ],
  "a string and a role": [
    ({ prompts }) => prompts.ChatPromptTemplate.fromMessages(["{a}", { role: "assistant", content: "{a}" }]),
    { a: "{b}" },
  ],
  "message objects": [
    ({ prompts, messages }) =>
      prompts.ChatPromptTemplate.fromMessages([new messages.SystemMessage("{a}"), ["human", "{b}"]]),
    { b: "y" },
  ],
  "an empty placeholder": [
    ({ prompts }) =>
      prompts.ChatPromptTemplate.fromMessages([
        ["placeholder", "{history}"],
        ["human", "{a}"],
      ]),
    { a: "x" },
  ],
  "a filled placeholder": [
    ({ prompts }) =>
      prompts.ChatPromptTemplate.fromMessages([new prompts.MessagesPlaceholder("history"), ["human", "{a}"]]),
    { a: "x", history },
  ],
  "message templates": [
    ({ prompts }) =>
      prompts.ChatPromptTemplate.fromMessages([
        prompts.SystemMessagePromptTemplate.fromTemplate("{a}"),
        prompts.HumanMessagePromptTemplate.fromTemplate([
          { type: "text", text: "{a}" },
          { type: "image_url", image_url: { url: "{b}", detail: "low" } },
        ]),
        prompts.AIMessagePromptTemplate.fromTemplate("{b}"),
        prompts.ChatMessagePromptTemplate.fromTemplate("{b}", "critic"),
      ]),
    { a: "x", b: "http://y" },
  ],
  "a prompt in a prompt": [
    ({ prompts }) =>
      prompts.ChatPromptTemplate.fromMessages([prompts.ChatPromptTemplate.fromTemplate("{a}"), ["human", "{b}"]]),
    { a: 1, b: 2 },
  ],
};

describe.each(Object.entries(samples))("%s", (_, [make, values]) => {
  it("formats to LangChain's messages", async () => {
    const [ours, theirs] = await Promise.all(
      libraries.map(async (library) => JSON.parse(JSON.stringify(await make(library).formatPromptValue(values)))),
    );
    expect(ours).toEqual(theirs);
  });

  it("has LangChain's variables and serialized form", () => {
    const [ours, theirs] = libraries.map((library) => make(library));
    expect(ours?.inputVariables).toEqual(theirs?.inputVariables);
    expect(ours?.lc_id).toEqual(theirs?.lc_id);
  });
});

it("is serialized as LangChain's", () => {
  const [ours, theirs] = libraries.map(({ prompts }) =>
    JSON.parse(
      JSON.stringify(
        prompts.ChatPromptTemplate.fromMessages([["system", "In {a}"], new prompts.MessagesPlaceholder("h")]),
      ),
    ),
  );
  expect(ours).toEqual(theirs);
});

describe("partial values", () => {
  const prompt = ChatPromptTemplate.fromMessages([["human", "{greeting} {name} at {time}"]]);

  it("are values or functions, called for each formatting, and leave the first prompt as it was", async () => {
    let calls = 0;
    const partial = await prompt.partial({ greeting: "Hi", time: () => ++calls });
    expect(partial.inputVariables).toEqual(["name"]);
    expect((await partial.formatMessages({ name: "A" }))[0]?.text).toBe("Hi A at 1");
    expect((await partial.formatMessages({ name: "B" }))[0]?.text).toBe("Hi B at 2");
    expect(prompt.inputVariables).toEqual(["greeting", "name", "time"]);
  });

  it("may be asynchronous", async () => {
    const partial = await prompt.partial({ greeting: async () => "Hi", time: () => Promise.resolve(0) });
    expect(await partial.format({ name: "A" })).toBe("Human: Hi A at 0");
  });

  it("give way to given values", async () => {
    const partial = await prompt.partial({ greeting: "Hi", time: () => expect.fail("not needed") });
    expect(await partial.format({ name: "A", greeting: "Ho", time: 5 } as never)).toBe("Human: Ho A at 5");
  });

  it("are not serialized", async () => {
    const partial = await prompt.partial({ greeting: "s3cret" });
    expect(JSON.stringify(partial)).not.toContain("s3cret");
  });
});

describe("a message", () => {
  it("is never a template, and stays the same object", async () => {
    const message = new SystemMessage('{"a": {b}}');
    expect((await ChatPromptTemplate.fromMessages([message]).formatMessages({}))[0]).toBe(message);
  });

  it("may come from another copy of the package", async () => {
    const message = new langchainMessages.HumanMessage("hi");
    expect(await ChatPromptTemplate.fromMessages([message as never]).format({})).toBe("Human: hi");
  });
});

describe("a placeholder", () => {
  it("takes one message, or several", async () => {
    const prompt = ChatPromptTemplate.fromMessages([new MessagesPlaceholder("history")]);
    const message = new AIMessage("x");
    expect((await prompt.formatMessages({ history: message }))[0]).toBe(message);
    expect(await prompt.formatMessages({ history: [message, "y"] })).toEqual([message, new HumanMessage("y")]);
  });

  it("says what is wrong with a value that is no message", async () => {
    const prompt = ChatPromptTemplate.fromMessages([new MessagesPlaceholder("history")]);
    await expect(prompt.formatMessages({ history: [42] })).rejects.toThrow(/"history".*42/);
    await expect(prompt.formatMessages({})).rejects.toThrow(MissingVariableError);
  });

  it("needs a name in braces", () => {
    expect(() => ChatPromptTemplate.fromMessages([["placeholder", "history"]])).toThrow(InvalidPromptError);
  });
});

it("names everything that is missing at once, over all messages", async () => {
  const prompt = ChatPromptTemplate.fromMessages([
    ["system", "{a} {b}"],
    ["placeholder", "{h}"],
    ["human", "{c}"],
  ]);
  await expect(prompt.formatMessages({ b: 1 })).rejects.toMatchObject({ missing: ["a", "c"], given: ["b"] });
});

it("leaves out text parts that came to nothing, which providers refuse", async () => {
  const prompt = earshot.HumanMessagePromptTemplate.fromTemplate(["{a}", { type: "text", text: "{b}" }]);
  expect((await prompt.format({ a: "", b: "x" })).content).toEqual([{ type: "text", text: "x" }]);
});

it("is checked against what it says it needs", () => {
  const human = earshot.HumanMessagePromptTemplate.fromTemplate("{a}");
  expect(() => new ChatPromptTemplate({ promptMessages: [human], inputVariables: ["a", "b"] })).toThrow(/declares "b"/);
  expect(() => new ChatPromptTemplate({ promptMessages: [human], inputVariables: [] })).toThrow(/uses "a"/);
  expect(
    () => new ChatPromptTemplate({ promptMessages: [human], inputVariables: [], validateTemplate: false }),
  ).not.toThrow();
});

it("waits for a part that only knows how to do so asynchronously", async () => {
  class Remembered extends BaseMessagePromptTemplate {
    override get inputVariables() {
      return ["topic"];
    }
    override async formatMessages(values: Readonly<Record<string, unknown>>) {
      return [new AIMessage(`about ${values.topic}`)];
    }
  }
  const prompt = ChatPromptTemplate.fromMessages([new Remembered(), ["human", "{q}"]]);
  expect(await prompt.format({ topic: "x", q: "y" })).toBe("AI: about x\nHuman: y");
});
