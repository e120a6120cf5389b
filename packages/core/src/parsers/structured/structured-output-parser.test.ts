import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  AsymmetricStructuredOutputParser,
  JsonMarkdownStructuredOutputParser,
  StandardSchemaOutputParser,
  StructuredOutputParser,
} from "../../exports/output_parsers.js";
import { PromptTemplate } from "../../exports/prompts.js";

const person = z.object({ name: z.string().describe("in full"), age: z.number().default(7) });

describe("StructuredOutputParser", () => {
  it("makes what the schema makes, at once or later", async () => {
    expect(await StructuredOutputParser.fromZodSchema(person).invoke('{"name": "Ada"}')).toEqual({
      name: "Ada",
      age: 7,
    });
    const slow = person.refine(async ({ name }) => name !== "Bob", "not Bob");
    expect(await new StructuredOutputParser(slow).invoke('{"name": "Ada"}')).toEqual({ name: "Ada", age: 7 });
    await expect(new StructuredOutputParser(slow).invoke('{"name": "Bob"}')).rejects.toMatchObject({
      code: "OUTPUT_PARSING",
      llmOutput: '{"name": "Bob"}',
      cause: { code: "SCHEMA", issues: [{ path: "", message: "not Bob" }] },
    });
  });

  it("takes names and descriptions for a schema", async () => {
    const parser = StructuredOutputParser.fromNamesAndDescriptions({ city: "its name", source: "where that stands" });
    expect(await parser.invoke('{"city": "Bern", "source": "map", "more": 1}')).toEqual({
      city: "Bern",
      source: "map",
    });
    await expect(parser.invoke('{"city": "Bern"}')).rejects.toThrow("source: expected a string");
    await expect(parser.invoke("1")).rejects.toThrow("expected an object");
    expect(parser.getFormatInstructions()).toContain('"source":{"type":"string","description":"where that stands"}');
  });

  it("tells a JSON Schema that survives being a value of a prompt", async () => {
    const instructions = StructuredOutputParser.fromZodSchema(person).getFormatInstructions();
    expect(instructions).toContain('"properties":{"name":{"type":"string","description":"in full"}');
    expect(await PromptTemplate.fromTemplate("{i}").format({ i: instructions })).toBe(instructions);
  });
});

it("JsonMarkdownStructuredOutputParser shows what is wanted", () => {
  const schema = z.object({
    name: z.string().describe("in full"),
    age: z.number().optional(),
    tags: z.array(z.object({ key: z.enum(["a", "b"]) })),
    note: z.string().nullable(),
  });
  const parser = JsonMarkdownStructuredOutputParser.fromZodSchema(schema) as JsonMarkdownStructuredOutputParser<
    typeof schema
  >;
  expect(parser.getFormatInstructions().split("\n").slice(1)).toEqual([
    "```json",
    "{",
    '  "name": string // in full',
    '  "age": number (optional)',
    '  "tags": array[',
    "    {",
    '      "key": "a" | "b"',
    "    }",
    "  ]",
    '  "note": string | null',
    "}",
    "```",
  ]);
  expect(parser.getFormatInstructions({ interpolationDepth: 2 })).toContain("{{\n");
  expect(() => parser.getFormatInstructions({ interpolationDepth: 0 })).toThrow(RangeError);
});

it("AsymmetricStructuredOutputParser makes something else of it", async () => {
  class Names extends AsymmetricStructuredOutputParser<typeof person, string> {
    lc_namespace = ["example"];
    override outputProcessor({ name }: z.infer<typeof person>): string {
      return name;
    }
  }
  expect(await new Names({ inputSchema: person }).invoke('```json\n{"name": "Ada"}\n```')).toBe("Ada");
  await expect(new Names({ inputSchema: person }).invoke("{}")).rejects.toMatchObject({ llmOutput: "{}" });
});

it("StandardSchemaOutputParser has no instructions", async () => {
  const parser = StandardSchemaOutputParser.fromSerializableSchema(person);
  expect([parser.getFormatInstructions(), await parser.invoke('{"name": "Ada"}')]).toEqual([
    "",
    { name: "Ada", age: 7 },
  ]);
});
