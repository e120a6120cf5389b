import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { StandardSchemaOutputParser } from "./standard-schema-output-parser.js";
import { StructuredOutputParser } from "./structured-output-parser.js";

const person = z.object({ name: z.string(), age: z.number().default(7) });

test("a structured parser's output is what its schema says", () => {
  expectTypeOf(StructuredOutputParser.fromZodSchema(person).invoke).returns.resolves.toEqualTypeOf<{
    name: string;
    age: number;
  }>();
  const named = StructuredOutputParser.fromNamesAndDescriptions({ city: "its name" });
  expectTypeOf(named.invoke).returns.resolves.toEqualTypeOf<Record<"city", string>>();
  const unknown = new StructuredOutputParser({ type: "object" });
  expectTypeOf(unknown.invoke).returns.resolves.toEqualTypeOf<Record<string, unknown>>();
  expectTypeOf(StandardSchemaOutputParser.fromSerializableSchema(person).invoke).returns.resolves.toEqualTypeOf<{
    name: string;
    age: number;
  }>();
  // @ts-expect-error -- a text is no schema
  void StructuredOutputParser.fromZodSchema("person");
});
