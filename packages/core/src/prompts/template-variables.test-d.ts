import { expectTypeOf, test } from "vitest";
import { ChatPromptTemplate } from "./chat-prompt-template.js";
import { PromptTemplate } from "./prompt-template.js";
import { FewShotPromptTemplate } from "./few-shot/few-shot-prompt-template.js";
import type { MustacheVariables, TemplateVariables } from "./template-variables.js";

test("names are read from the text", () => {
  expectTypeOf<TemplateVariables<"What is {a} + {b}?">>().toEqualTypeOf<"a" | "b">();
  expectTypeOf<TemplateVariables<"none">>().toEqualTypeOf<never>();
  expectTypeOf<TemplateVariables<"{{a}} {{{b}}}">>().toEqualTypeOf<"b">();
  expectTypeOf<TemplateVariables<'{"a": {"b": {c}}}'>>().toEqualTypeOf<"c">();
  expectTypeOf<TemplateVariables<string>>().toEqualTypeOf<string>();
});

test("a prompt wants its variables", () => {
  const prompt = PromptTemplate.fromTemplate("{a} {b}");
  expectTypeOf(prompt.format).parameter(0).toEqualTypeOf<{ a: unknown; b: unknown }>();
  // @ts-expect-error -- "b" is missing
  void prompt.format({ a: 1 });
});

test("a partial value is no longer wanted", async () => {
  const prompt = ChatPromptTemplate.fromTemplate("{a} {b}", { partialVariables: { b: 1 } });
  expectTypeOf(prompt.formatMessages).parameter(0).toEqualTypeOf<{ a: unknown }>();
  const partial = await prompt.partial({ a: 1 });
  expectTypeOf(partial.formatMessages).toBeCallableWith({});
});

test("messages take the input that they are said to take", () => {
  const prompt = ChatPromptTemplate.fromMessages<{ topic: string }>([["human", "{topic}"]]);
  // @ts-expect-error -- "topic" is a string
  void prompt.formatMessages({ topic: 1 });
  expectTypeOf(ChatPromptTemplate.fromMessages([["human", "{x}"]]).format)
    .parameter(0)
    .toEqualTypeOf<Record<string, unknown>>();
});

test("names are read from a mustache template, its sections' contents left out", () => {
  expectTypeOf<MustacheVariables<"{{a}} {{{ b }}} {{&c}} {{d.e.f}}{{! g }}">>().toEqualTypeOf<"a" | "b" | "c" | "d">();
  expectTypeOf<MustacheVariables<"{{#a}}{{x}}{{/a}}{{^ b }}{{y}}{{/ b }}{{c}}">>().toEqualTypeOf<"a" | "b" | "c">();
  expectTypeOf<MustacheVariables<"{none}">>().toEqualTypeOf<never>();
  expectTypeOf<MustacheVariables<"{{=<% %>=}}<%a%>">>().toEqualTypeOf<string>();
  const prompt = PromptTemplate.fromTemplate("{{a}} {b}", { templateFormat: "mustache" });
  expectTypeOf(prompt.format).parameter(0).toEqualTypeOf<{ a: unknown }>();
  const chat = ChatPromptTemplate.fromTemplate("{{a}} {{b}}", {
    templateFormat: "mustache",
    partialVariables: { b: 1 },
  });
  expectTypeOf(chat.formatMessages).parameter(0).toEqualTypeOf<{ a: unknown }>();
});

test("a few-shot prompt wants the variables that it declares", async () => {
  const examplePrompt = PromptTemplate.fromTemplate("{x}");
  const prompt = new FewShotPromptTemplate({
    examples: [],
    examplePrompt,
    inputVariables: ["a", "b"],
    suffix: "{a}{b}",
  });
  expectTypeOf(prompt.format).parameter(0).toEqualTypeOf<{ a: unknown; b: unknown }>();
  // @ts-expect-error -- "b" is missing
  void prompt.format({ a: 1 });
  expectTypeOf((await prompt.partial({ a: 1 })).format)
    .parameter(0)
    .toEqualTypeOf<{ b: unknown }>();
});
