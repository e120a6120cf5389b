import { Validator } from "@cfworker/json-schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { createAgent } from "../../exports/agents.js";
import { InMemoryChatMessageHistory } from "../../exports/chat_history.js";
import { StringOutputParser, StructuredOutputParser } from "../../exports/output_parsers.js";
import { JsonOutputKeyToolsParser } from "../../exports/output_parsers/openai_tools.js";
import { ChatPromptTemplate, MessagesPlaceholder, PromptTemplate } from "../../exports/prompts.js";
import {
  Runnable,
  RunnableBranch,
  RunnableLambda,
  RunnableMap,
  RunnablePassthrough,
  RunnableSequence,
  RunnableWithMessageHistory,
} from "../../exports/runnables.js";
import { tool } from "../../exports/tools.js";
import { FakeRetriever, FakeToolCallingModel } from "../../exports/utils/testing.js";
import type { JsonSchema } from "../../schema/schema.js";
import { NoJsonSchemaError } from "../../schema/no-json-schema-error.js";

const text = { type: "string" };
const object = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
const person = z.object({ name: z.string(), age: z.number().default(7) });
const fits = (schema: JsonSchema, value: unknown) => new Validator(schema as never, "2020-12").validate(value).valid;
const asked = PromptTemplate.fromTemplate("{question}: {context}");

describe("prompts", () => {
  it("want texts, and messages in their places; partial values they have", async () => {
    const prompt = ChatPromptTemplate.fromMessages([
      ["system", "{mood} {place}"],
      new MessagesPlaceholder("history"),
      new MessagesPlaceholder({ variableName: "examples", optional: true }),
    ]);
    const schema = (await prompt.partial({ mood: "kind" })).getInputSchema();
    expect(Object.keys(schema.properties ?? {})).toEqual(["place", "history", "examples"]);
    expect(schema.required).toEqual(["place", "history"]);
    expect(fits(schema, { place: "here", history: [["human", "hi"], { role: "ai", content: "yes" }] })).toBe(true);
    expect(fits(schema, { place: "here", history: "no list" })).toBe(false);
    expect(fits(schema, { history: [] })).toBe(false);
  });

  it("of mustache want what only the template knows", () => {
    const prompt = PromptTemplate.fromTemplate("{{#people}}{{name}}{{/people}}", { templateFormat: "mustache" });
    expect(prompt.getInputSchema()).toEqual(object({ people: {} }));
  });
});

describe("a sequence", () => {
  const model = new FakeToolCallingModel({});

  it("takes what its first takes, and gives what its last gives", () => {
    const chain = asked.pipe(model).pipe(new StringOutputParser());
    expect(chain.getInputSchema()).toEqual(object({ question: text, context: text }));
    expect(chain.getOutputSchema()).toEqual(text);
  });

  it("that begins by adding keys takes what the next wants beside them", () => {
    const chain = RunnablePassthrough.assign({ context: () => "…" }).pipe(asked as never);
    expect(chain.getInputSchema()).toEqual(object({ question: text }));
  });

  it("that begins with a retrieval takes a question", () => {
    const retriever = new FakeRetriever({ output: [] });
    const map = RunnableMap.from({ context: retriever, question: new RunnablePassthrough<string>() });
    const chain = map.pipe(asked as never);
    expect(chain.getInputSchema()).toEqual(text);
    expect(map.getOutputSchema()).toMatchObject(
      object({ context: { type: "array", items: { title: "Document" } }, question: text }),
    );
  });

  it("gives what is left of what it made", () => {
    const chain = RunnableSequence.from([
      StructuredOutputParser.fromZodSchema(person),
      RunnablePassthrough.assign({ greeting: PromptTemplate.fromTemplate("Hello {name}").pipe(model) }),
    ]);
    expect(chain.getOutputSchema()).toMatchObject(
      object({ name: text, age: { type: "number" }, greeting: { title: "AIMessage" } }),
    );
    expect((chain as Runnable).pick("age" as never).getOutputSchema()).toEqual({ type: "number", default: 7 });
    expect((chain as Runnable).pick(["age", "name"] as never[]).getOutputSchema()).toEqual(
      object({ age: { type: "number", default: 7 }, name: text }, ["name", "age"]),
    );
    expect(
      (chain as Runnable)
        .pick("age" as never)
        .map()
        .getOutputSchema(),
    ).toMatchObject({ type: "array", items: { type: "number" } });
  });

  it("is no wiser than its functions", () => {
    const chain = RunnableLambda.from((n: number) => n + 1).pipe((n: number) => `${n}`);
    expect([chain.getInputSchema(), chain.getOutputSchema()]).toEqual([{}, {}]);
  });
});

describe("models and tools", () => {
  it("with structured output give what the schema makes", () => {
    const model = new FakeToolCallingModel({});
    const plain = { type: "object", required: ["name", "age"] };
    expect(model.withStructuredOutput(person).getOutputSchema()).toMatchObject(plain);
    expect(model.withStructuredOutput(person, { includeRaw: true }).getOutputSchema()).toMatchObject({
      properties: { raw: { title: "AIMessage" }, parsed: { anyOf: [plain, { type: "null" }] } },
    });
    expect(new JsonOutputKeyToolsParser({ keyName: "a", zodSchema: person }).getOutputSchema()).toMatchObject({
      type: "array",
      items: plain,
    });
  });

  it("take what their schema lets in, whoever made it", () => {
    const call = () => "";
    expect(tool(call, { name: "a", schema: person }).getInputSchema().required).toEqual(["name"]);
    expect(
      tool(call, { name: "a", schema: z3.object({ n: z3.number().transform(String) }) }).getInputSchema(),
    ).toMatchObject(object({ n: { type: "number" } }));
    expect(tool(call, { name: "a", schema: object({ n: text }) }).getInputSchema()).toEqual(object({ n: text }));
    expect(tool(call, { name: "a" }).getInputSchema()).toMatchObject({ anyOf: [text, { type: "object" }] });
    const asTool = RunnableLambda.from(({ name }: { name: string }) => name).asTool({ name: "a", schema: person });
    expect(asTool.getInputSchema().required).toEqual(["name"]);
  });

  it("of a schema that changes what it is given let out anything", () => {
    for (const changed of [
      z.object({ n: z.string().transform(Number) }),
      z3.object({ n: z3.string().transform(Number) }),
    ])
      expect(fits(new StructuredOutputParser(changed).getOutputSchema(), { n: 1 })).toBe(true);
  });

  it("say who could tell a schema that nobody can tell", () => {
    const schema = {
      "~standard": { version: 1, vendor: "nobody", validate: (value: unknown) => ({ value }) },
    } as const;
    const parser = new StructuredOutputParser(schema);
    expect(() => parser.getOutputSchema()).toThrow(NoJsonSchemaError);
    expect(parser.getInputSchema()).toMatchObject({ anyOf: [text, { title: "Message" }] });
  });

  it("keep what refers to itself whole, wherever it is put", () => {
    interface Tree {
      name: string;
      children: Tree[];
    }
    const tree: z.ZodType<Tree> = z.object({ name: z.string(), children: z.lazy(() => z.array(tree)) });
    const parser = new StructuredOutputParser(tree);
    const small = { name: "a", children: [{ name: "b", children: [] }] };
    const wrong = { name: "a", children: [{ name: "b", children: [{ name: 1, children: [] }] }] };
    const both = RunnableMap.from<string>({ left: parser, right: RunnableMap.from<string>({ deep: parser }) });
    for (const [runnable, wrap] of [
      [parser, (value: unknown) => value],
      [both, (value: unknown) => ({ left: value, right: { deep: value } })],
      [both, (value: unknown) => ({ left: small, right: { deep: value } })],
    ] as const) {
      const schema = (runnable as Runnable).getOutputSchema();
      expect([fits(schema, wrap(small)), fits(schema, wrap(wrong))]).toEqual([true, false]);
    }
    expect(parser.getOutputSchema()["$id"]).toBeUndefined();
  });
});

it("a branch takes and gives what one of its ways does", () => {
  const branch = RunnableBranch.from<never, unknown>([
    [() => true, PromptTemplate.fromTemplate("{a}") as never],
    new StringOutputParser() as never,
  ]);
  expect(branch.getInputSchema()).toMatchObject({ anyOf: [object({ a: text }), { anyOf: [text, {}] }] });
  expect(branch.getOutputSchema()).toMatchObject({ anyOf: [{ title: "StringPromptValue" }, text] });
});

it("fallbacks and retries take what the first takes, and give what any does", () => {
  const runnable = asked
    .pipe(new StringOutputParser() as never)
    .withFallbacks([new FakeRetriever({ output: [] }) as never]);
  expect(runnable.withRetry().getInputSchema()).toEqual(object({ question: text, context: text }));
  expect(runnable.withRetry().getOutputSchema()).toMatchObject({ anyOf: [text, { type: "array" }] });
});

it("a history adds what is new, and takes what it knows itself", () => {
  const remembering = new RunnableWithMessageHistory({
    runnable: ChatPromptTemplate.fromMessages([
      ["system", "{mood}"],
      ["placeholder", "{history}"],
      ["human", "{question}"],
    ]) as never,
    getMessageHistory: () => new InMemoryChatMessageHistory(),
    inputMessagesKey: "question",
    historyMessagesKey: "history",
  });
  const schema = remembering.getInputSchema();
  expect(schema.required).toEqual(["mood", "question"]);
  expect(Object.keys(schema.properties ?? {})).toEqual(["mood", "question"]);
  expect(fits(schema, { mood: "kind", question: "why?" })).toBe(true);
});

it("an agent takes a conversation, and gives it with its answer", () => {
  const agent = createAgent({ model: new FakeToolCallingModel({}), responseFormat: person });
  const schema = agent.getInputSchema();
  expect([fits(schema, "hi"), fits(schema, { messages: [["human", "hi"]] }), fits(schema, 1)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(agent.getOutputSchema()).toMatchObject(
    object({ messages: { type: "array" }, structuredResponse: { type: "object" } }),
  );
});

describe("a runnable of one's own", () => {
  class Counted extends Runnable<{ n: number }, string> {
    lc_namespace = ["example"];
    inputSchema = z.object({ n: z.number() });
    outputSchema = text;
    async invoke({ n }: { n: number }): Promise<string> {
      return String(n);
    }
  }

  it("says it by schemas", () => {
    const chain = new Counted().pipe(new StringOutputParser());
    expect(chain.getInputSchema()).toEqual(object({ n: { type: "number" } }));
    expect(new Counted().withConfig({ tags: ["a"] }).getOutputSchema()).toEqual(text);
  });

  it("or by methods, which know more than what is inherited", () => {
    class Named extends Counted {
      override getInputSchema(): JsonSchema {
        return { ...super.getInputSchema(), title: "Named" };
      }
    }
    expect(new Named().pipe(new StringOutputParser()).getInputSchema()).toMatchObject({
      title: "Named",
      required: ["n"],
    });
  });

  it("answers what is nobody else's to change", () => {
    const parser = new StringOutputParser();
    (parser.getOutputSchema() as { type: string }).type = "number";
    expect(parser.getOutputSchema()).toEqual(text);
  });
});
