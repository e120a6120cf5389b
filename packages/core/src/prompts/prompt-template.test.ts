import * as langchain from "@langchain/core/prompts";
import { expect, it } from "vitest";
import { StringPromptValue } from "../prompt-values/string-prompt-value.js";
import { PromptTemplate } from "./prompt-template.js";

it("formats to a text and to a prompt value", async () => {
  const prompt = PromptTemplate.fromTemplate("Say {foo}");
  expect(await prompt.format({ foo: "bar" })).toBe("Say bar");
  const value = await prompt.formatPromptValue({ foo: "bar" });
  expect(value).toBeInstanceOf(StringPromptValue);
  expect([value.toString(), value.toChatMessages()[0]?.content]).toEqual(["Say bar", "Say bar"]);
});

it("is serialized as LangChain's", () => {
  const [ours, theirs] = [
    PromptTemplate.fromTemplate("Say {foo} {bar}"),
    langchain.PromptTemplate.fromTemplate("Say {foo} {bar}"),
  ].map((prompt) => JSON.parse(JSON.stringify(prompt)));
  expect(ours).toEqual(theirs);
});

it("keeps partial values over several steps", async () => {
  const prompt = PromptTemplate.fromTemplate("{a}{b}{c}", { partialVariables: { c: "3" } });
  const partial = await (await prompt.partial({ a: "1" })).partial({ b: async () => "2" });
  expect(partial.inputVariables).toEqual([]);
  expect(await partial.format({})).toBe("123");
});

it("answers synchronously where nothing is asynchronous", async () => {
  class Open extends PromptTemplate {
    run(values: Record<string, unknown>) {
      return this.execute(values);
    }
  }
  const prompt = new Open({ template: "{a}", inputVariables: ["a"] });
  expect(prompt.run({ a: "1" })).toBeInstanceOf(StringPromptValue);
  const later = new Open({ template: "{a}", inputVariables: [], partialVariables: { a: Promise.resolve("2") } });
  expect(String(await later.run({}))).toBe("2");
});
