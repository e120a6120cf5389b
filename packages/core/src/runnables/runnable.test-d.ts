import { describe, expectTypeOf, it } from "vitest";
import type { BaseChatModel } from "../exports/language_models/chat_models.js";
import type { AIMessageChunk } from "../exports/messages.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import type { ChatResult } from "../exports/outputs.js";
import { ChatPromptTemplate } from "../exports/prompts.js";
import {
  type Runnable,
  RunnableLambda,
  RunnableSequence,
  type IterableReadableStream,
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
      expectTypeOf(config).toEqualTypeOf<RunnableConfig>();
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
});

describe("no any", () => {
  it("comes out of anything", () => {
    expectTypeOf(chain.invoke({ tone: "", question: "" })).resolves.not.toBeAny();
    expectTypeOf(new RunnableLambda({ func: (input) => input }).invoke(1)).resolves.toBeUnknown();
    expectTypeOf<Parameters<Runnable["invoke"]>[0]>().toBeUnknown();
    expectTypeOf<RunnableConfig["configurable"]>().toEqualTypeOf<Record<string, unknown> | undefined>();
  });
});
