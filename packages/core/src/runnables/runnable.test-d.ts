import { describe, expectTypeOf, it } from "vitest";
import type { BaseChatModel } from "../exports/language_models/chat_models.js";
import type { AIMessageChunk } from "../exports/messages.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import type { ChatResult } from "../exports/outputs.js";
import { ChatPromptTemplate } from "../exports/prompts.js";
import {
  RouterRunnable,
  type Runnable,
  RunnableBranch,
  RunnableGenerator,
  RunnableLambda,
  RunnableMap,
  RunnableParallel,
  RunnablePassthrough,
  RunnablePick,
  RunnableSequence,
  type IterableReadableStream,
  type HandedConfig,
  type RunnableConfig,
} from "../exports/runnables.js";

declare class Model extends BaseChatModel {
  _llmType(): string;
  _generate(): Promise<ChatResult>;
}
declare const model: Model;

const prompt = ChatPromptTemplate.fromTemplate("As {tone} as you can: {question}");
const chain = prompt
  .pipe(model)
  .pipe(new StringOutputParser())
  .pipe((text) => text.length);

describe("pipe", () => {
  it("infers the input of the first step and the output of the last", () => {
    expectTypeOf(chain.invoke).parameter(0).toEqualTypeOf<{ tone: unknown; question: unknown }>();
    expectTypeOf(chain.invoke({ tone: "kind", question: "why?" })).resolves.toEqualTypeOf<number>();
    expectTypeOf(chain.stream({ tone: "kind", question: "why?" })).resolves.toEqualTypeOf<
      IterableReadableStream<number>
    >();
    expectTypeOf(prompt.pipe(model).invoke({ tone: "", question: "" })).resolves.toEqualTypeOf<AIMessageChunk>();
  });

  it("gives a function its input's type, and a config", () => {
    RunnableLambda.from((n: number) => `${n}`).pipe((text, config) => {
      expectTypeOf(text).toEqualTypeOf<string>();
      expectTypeOf(config).toEqualTypeOf<HandedConfig>();
      return text;
    });
  });

  it("refuses what doesn't fit", () => {
    // @ts-expect-error: `question` is missing
    void chain.invoke({ tone: "kind" });
    const text = prompt.pipe(model).pipe(new StringOutputParser());
    // @ts-expect-error: the parser gives a text
    text.pipe((n: number) => n);
    // @ts-expect-error: a parser reads messages and texts, no numbers
    RunnableLambda.from((n: number) => n).pipe(new StringOutputParser());
    // @ts-expect-error: a text is no runnable
    prompt.pipe("model");
  });
});

describe("RunnableLambda.from", () => {
  it("takes the output from what the function returns, promises, yields, or hands over to", () => {
    expectTypeOf(RunnableLambda.from((n: number) => n > 1).invoke(1)).resolves.toEqualTypeOf<boolean>();
    expectTypeOf(RunnableLambda.from(async (n: number) => `${n}`).invoke(1)).resolves.toEqualTypeOf<string>();
    expectTypeOf(
      RunnableLambda.from(function* (n: number) {
        yield `${n}`;
      }).invoke(1),
    ).resolves.toEqualTypeOf<string>();
    expectTypeOf(
      RunnableLambda.from(async function* (n: number) {
        yield n;
      }).stream(1),
    ).resolves.toEqualTypeOf<IterableReadableStream<number>>();
    expectTypeOf(RunnableLambda.from(() => new StringOutputParser()).invoke(1)).resolves.toEqualTypeOf<string>();
    expectTypeOf(RunnableLambda.from((n: number) => [n]).invoke(1)).resolves.toEqualTypeOf<number[]>();
  });

  it("holds on to the input's type", () => {
    // @ts-expect-error: a text is no number
    void RunnableLambda.from((n: number) => n).invoke("1");
  });
});

describe("pipe of a dictionary", () => {
  const asked = RunnableLambda.from((question: string) => ({ question, length: question.length }));
  const loud = asked.pipe({
    upper: ({ question }) => question.toUpperCase(),
    size: async ({ length }) => length,
    nested: { again: RunnableLambda.from((given: { question: string }) => given.question) },
    words: async function* ({ question }) {
      yield question;
    },
    parsed: new RunnablePick<{ question: string }, boolean>("question"),
  });

  it("infers the dictionary of outputs, nested ones and pieces included", () => {
    expectTypeOf(loud.invoke("")).resolves.toEqualTypeOf<{
      upper: string;
      size: number;
      nested: { again: string };
      words: string;
      parsed: boolean;
    }>();
  });

  it("gives the next step that dictionary", () => {
    expectTypeOf(loud.pipe(({ upper, nested }) => upper.length + nested.again.length).invoke("")).resolves.toBeNumber();
    // @ts-expect-error: there is no such key
    loud.pipe(({ lower }) => lower);
  });

  it("refuses what can't be a step, and a step for another input", () => {
    // @ts-expect-error: a number is no runnable
    asked.pipe({ length: 7 });
    // @ts-expect-error: the step takes a number
    asked.pipe({ length: (n: number) => n });
    // @ts-expect-error: a list is no dictionary
    asked.pipe([asked]);
  });
});

describe("assign and pick", () => {
  const chain = RunnableLambda.from((text: string) => ({ text, size: "?" })).assign({
    size: ({ text }) => text.length,
    upper: async ({ text }) => text.toUpperCase(),
  });

  it("infer the keys that are added, and which win", () => {
    expectTypeOf(chain.invoke("")).resolves.toEqualTypeOf<{ text: string; size: number; upper: string }>();
    const assigned = RunnablePassthrough.assign({ size: ({ text }: { text: string }) => text.length });
    expectTypeOf(assigned.invoke({ text: "" })).resolves.toEqualTypeOf<{ text: string; size: number }>();
    // @ts-expect-error: `text` is missing
    void assigned.invoke({});
  });

  it("infer what is picked", () => {
    expectTypeOf(chain.pick("size").invoke("")).resolves.toEqualTypeOf<number>();
    expectTypeOf(chain.pick(["size", "text"]).invoke("")).resolves.toEqualTypeOf<{ size: number; text: string }>();
    const sole = RunnableLambda.from((text: string) => ({ size: text.length }));
    expectTypeOf(sole.pick("size").invoke("")).resolves.toEqualTypeOf<number>();
    expectTypeOf(sole.pick(["size"]).invoke("")).resolves.toEqualTypeOf<{ size: number }>();
    // @ts-expect-error: there is no such key
    sole.pick("lower");
    const unknown = new RunnableLambda<string, unknown>({ func: (text) => text });
    expectTypeOf(unknown.pick("anything").invoke("")).resolves.toBeUnknown();
  });

  it("refuse keys that aren't there", () => {
    // @ts-expect-error: there is no such key
    chain.pick("lower");
    // @ts-expect-error: there is no such key
    chain.pick(["text", "lower"]);
    // @ts-expect-error: there is no such key
    chain.assign({ lower: ({ lower }) => lower });
  });
});

describe("maps, branches, generators and lists", () => {
  it("take the input that all their parts can do with, and give what they give", () => {
    const map = RunnableMap.from({ a: (n: number) => `${n}`, b: RunnableLambda.from((n: number) => n > 1) });
    expectTypeOf(map).toEqualTypeOf<RunnableMap<number, { a: string; b: boolean }>>();
    expectTypeOf(RunnableParallel.from({ a: (n: number) => n })).toEqualTypeOf<
      RunnableParallel<number, { a: number }>
    >();
    const branch = RunnableBranch.from([[(n: number) => n > 1, (n: number) => `${n}`], () => "none"]);
    expectTypeOf(branch).toEqualTypeOf<RunnableBranch<number, string>>();
    expectTypeOf(RunnableLambda.from((n: number) => `${n}`).map()).toEqualTypeOf<Runnable<number[], string[]>>();
    const upper = RunnableGenerator.from(async function* (input: AsyncIterable<string>) {
      for await (const text of input) yield text.length;
    });
    expectTypeOf(upper).toEqualTypeOf<RunnableGenerator<string, number>>();
    const router = new RouterRunnable({ runnables: { double: RunnableLambda.from((n: number) => n * 2) } });
    expectTypeOf(router.invoke({ key: "double", input: 1 })).resolves.toEqualTypeOf<number>();
  });

  it("refuse what doesn't fit", () => {
    // @ts-expect-error: no input is a number and a text
    void RunnableMap.from({ a: (n: number) => n, b: (text: string) => text }).invoke(1);
    // @ts-expect-error: a condition says yes or no
    RunnableBranch.from<number, number>([[(n: number) => n, (n: number) => n], (n: number) => n]);
    // @ts-expect-error: a transform reads a stream
    RunnableGenerator.from((text: string) => text);
  });
});

describe("a runnable of something narrower", () => {
  it("stands for one of something wider", () => {
    expectTypeOf<Runnable<string, { a: 1; b: 2 }>>().toExtend<Runnable<string, { a: number }>>();
    expectTypeOf<RunnableMap<string, { a: 1 }>>().toExtend<RunnableMap<string>>();
    expectTypeOf<Runnable<string, number>>().toExtend<Runnable<string>>();
    expectTypeOf<Runnable<string, number>>().not.toExtend<Runnable<string, string>>();
  });
});

describe("withConfig", () => {
  it("keeps input and output", () => {
    expectTypeOf(chain.withConfig({ tags: ["t"] }).invoke({ tone: "", question: "" })).resolves.toEqualTypeOf<number>();
    expectTypeOf(model.withConfig({ stop: ["x"] }).invoke("hi")).resolves.toEqualTypeOf<AIMessageChunk>();
  });

  it("refuses what is no config", () => {
    // @ts-expect-error: tags are a list
    chain.withConfig({ tags: "t" });
    // @ts-expect-error: no such key
    chain.withConfig({ tag: ["t"] });
  });
});

describe("batch", () => {
  it("has errors among its outputs only if told to", () => {
    const inputs = [{ tone: "", question: "" }];
    expectTypeOf(chain.batch(inputs)).resolves.toEqualTypeOf<number[]>();
    expectTypeOf(chain.batch(inputs, [{ tags: ["t"] }], { maxConcurrency: 1 })).resolves.toEqualTypeOf<number[]>();
    expectTypeOf(chain.batch(inputs, undefined, { returnExceptions: true })).resolves.toEqualTypeOf<
      (number | Error)[]
    >();
  });
});

describe("RunnableSequence.from", () => {
  it("takes the input of the first step and the output of the last", () => {
    const sequence = RunnableSequence.from([(n: number) => `${n}`, (text: string) => text.length > 1]);
    expectTypeOf(sequence).toEqualTypeOf<RunnableSequence<number, boolean>>();
  });

  it("takes dictionaries in any place, and types given by hand", () => {
    const sequence = RunnableSequence.from([
      { question: new RunnablePassthrough<string>(), size: (question: string) => question.length },
      prompt,
      { answer: model, asked: () => 1 },
    ]);
    expectTypeOf(sequence).toEqualTypeOf<RunnableSequence<string, { answer: AIMessageChunk; asked: number }>>();
    const given = RunnableSequence.from<number, string>([(n) => n + 1, (n: number) => `${n}`]);
    expectTypeOf(given).toEqualTypeOf<RunnableSequence<number, string>>();
    const inputOnly = RunnableSequence.from<number>([(n) => n + 1, (n: number) => `${n}`]);
    expectTypeOf(inputOnly).toEqualTypeOf<RunnableSequence<number, unknown>>();
    const branch = RunnableBranch.from<number>([[(n) => n > 1, (n) => `${n}`], () => "none"]);
    expectTypeOf(branch).toEqualTypeOf<RunnableBranch<number, unknown>>();
    // @ts-expect-error: a text is no runnable
    RunnableSequence.from([prompt, "model"]);
  });
});

describe("no any", () => {
  it("comes out of anything", () => {
    expectTypeOf(chain.invoke({ tone: "", question: "" })).resolves.not.toBeAny();
    expectTypeOf(new RunnableLambda({ func: (input) => input }).invoke(1)).resolves.toBeUnknown();
    expectTypeOf<Parameters<Runnable["invoke"]>[0]>().toBeUnknown();
    expectTypeOf<RunnableConfig["configurable"]>().toEqualTypeOf<Record<string, unknown> | undefined>();
  });
});
