import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { BaseChatModel } from "../exports/language_models/chat_models.js";
import type { AIMessageChunk } from "../exports/messages.js";

declare const model: BaseChatModel;
const person = z.object({ name: z.string(), age: z.coerce.number().default(7) });
const asJsonSchema = { type: "object", properties: { name: { type: "string" } } };

interface Person {
  name: string;
  age: number;
}

describe("structured output", () => {
  it("is typed after the schema, as it lets values through", () => {
    expectTypeOf(model.withStructuredOutput(person).invoke("hi")).resolves.toEqualTypeOf<Person>();
    expectTypeOf(model.withStructuredOutput(person, { method: "jsonSchema" }).batch(["hi"])).resolves.toEqualTypeOf<
      Person[]
    >();
  });

  it("is a dictionary of a JSON Schema, unless one says what it is", () => {
    expectTypeOf(model.withStructuredOutput(asJsonSchema).invoke("hi")).resolves.toEqualTypeOf<
      Record<string, unknown>
    >();
    expectTypeOf(model.withStructuredOutput<Person>(asJsonSchema).invoke("hi")).resolves.toEqualTypeOf<Person>();
  });

  it("comes with the message where that is asked for, and may then be null", () => {
    const both = model.withStructuredOutput(person, { includeRaw: true }).invoke("hi");
    expectTypeOf(both).resolves.toEqualTypeOf<{ raw: AIMessageChunk; parsed: Person | null }>();
  });

  it("goes on in a chain with its type", () => {
    const chain = model.withStructuredOutput(person).pipe(({ name }) => {
      expectTypeOf(name).toEqualTypeOf<string>();
      return name.length;
    });
    expectTypeOf(chain.invoke("hi")).resolves.toEqualTypeOf<number>();
  });

  it("takes no other methods and options", () => {
    // @ts-expect-error: no such method
    model.withStructuredOutput(person, { method: "guessing" });
    // @ts-expect-error: misspelt
    model.withStructuredOutput(person, { includeRow: true });
    // @ts-expect-error: a schema is an object
    model.withStructuredOutput("person");
  });
});

it("a model may have no tools", () => {
  // @ts-expect-error: it has to be looked for
  void (() => model.bindTools([]));
  expectTypeOf(model.bindTools?.([{ name: "add" }], { stop: ["x"] }).invoke("hi")).toEqualTypeOf<
    Promise<AIMessageChunk> | undefined
  >();
});
