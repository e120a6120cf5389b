import { describe, expect, it } from "vitest";
import { ImagePromptValue } from "../exports/prompt_values.js";
import {
  ChatPromptTemplate,
  ImagePromptTemplate,
  InvalidPromptError,
  MissingVariableError,
  PipelinePromptTemplate,
  PromptTemplate,
  StructuredPrompt,
} from "../exports/prompts.js";
import { RunnableLambda } from "../exports/runnables.js";

describe("PipelinePromptTemplate", () => {
  const prompt = new PipelinePromptTemplate({
    pipelinePrompts: [
      { name: "role", prompt: PromptTemplate.fromTemplate("You are {who}.") },
      { name: "start", prompt: PromptTemplate.fromTemplate("{role} {what}!") },
    ],
    finalPrompt: ChatPromptTemplate.fromMessages([
      ["system", "{start}"],
      ["human", "{end}"],
    ]),
  });

  it("fills in what its prompts make, and never parses it", async () => {
    expect(prompt.inputVariables).toEqual(["who", "what", "end"]);
    const { messages } = await prompt.invoke({ who: "{end}", what: "{role}", end: "x" });
    expect(messages.map(({ text }) => text)).toEqual(["You are {end}. {role}!", "x"]);
  });

  it("keeps partial values, and wants the rest", async () => {
    const partial = await prompt.partial({ who: async () => "me", end: "E" });
    expect(partial.inputVariables).toEqual(["what"]);
    expect(await partial.format({ what: "go" })).toBe("System: You are me. go!\nHuman: E");
    await expect(partial.invoke({})).rejects.toThrow(MissingVariableError);
  });
});

describe("ImagePromptTemplate", () => {
  const prompt = new ImagePromptTemplate({
    template: { url: "http://{host}", detail: "low" },
    inputVariables: ["host"],
  });

  it("is an image for a chat model, and its address as a text", async () => {
    const value = await prompt.invoke({ host: "{x}" });
    expect(value).toBeInstanceOf(ImagePromptValue);
    expect(value.toString()).toBe("http://{x}");
    expect(value.toChatMessages()[0]?.content).toEqual([
      { type: "image_url", image_url: { url: "http://{x}", detail: "low" } },
    ]);
    const partial = await prompt.partial({ host: "y" });
    expect((await partial.invoke({})).imageUrl).toEqual({ url: "http://y", detail: "low" });
  });

  it("takes an address and a detail given as values, and wants one", async () => {
    expect((await prompt.invoke({ host: "x", url: "http://z", detail: "high" })).imageUrl).toEqual({
      url: "http://z",
      detail: "high",
    });
    const none = new ImagePromptTemplate({ template: {}, inputVariables: [] });
    await expect(none.invoke({})).rejects.toThrow(InvalidPromptError);
    expect(() => new ImagePromptTemplate({ template: { url: "{x}" }, inputVariables: [] })).toThrow(InvalidPromptError);
  });
});

describe("StructuredPrompt", () => {
  const schema = { type: "object", title: "answer" } as const;
  const prompt = StructuredPrompt.fromMessagesAndSchema([["human", "{q} {p}"]], schema, "jsonSchema");

  it("asks the model behind it for what its schema says", async () => {
    const asked: unknown[] = [];
    const model = Object.assign(
      RunnableLambda.from(() => "text"),
      {
        withStructuredOutput(...given: unknown[]) {
          asked.push(...given);
          return RunnableLambda.from((value: { toString(): string }) => ({ answered: value.toString() }));
        },
      },
    );
    const partial = await prompt.partial({ p: "P" });
    expect(await partial.pipe(model as never).invoke({ q: "Q" })).toEqual({ answered: "Human: Q P" });
    expect(asked).toEqual([schema, { method: "jsonSchema" }]);
  });

  it("goes before nothing else", () => {
    expect(() => prompt.pipe((value: unknown) => value)).toThrow(InvalidPromptError);
  });
});
