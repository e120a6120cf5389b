import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RunnableLambda } from "../exports/runnables.js";
import { tool } from "../exports/tools.js";
import { convertToOpenAIFunction, convertToOpenAITool } from "../exports/utils/function_calling.js";

const schema = z.object({ n: z.number(), times: z.number().default(2) });
const parameters = {
  type: "object",
  properties: { n: { type: "number" }, times: { type: "number", default: 2 } },
  required: ["n"],
};
const double = tool(({ n }) => n * 2, { name: "double", description: "Doubles.", schema });

describe("OpenAI's form", () => {
  it("is made of a tool, of a runnable as a tool, and of the facts of one", () => {
    const definition = { type: "function", function: { name: "double", description: "Doubles.", parameters } };
    expect(convertToOpenAITool(double)).toEqual(definition);
    const asTool = RunnableLambda.from(({ n }: { n: number; times: number }) => n).asTool({ ...double, schema });
    expect(convertToOpenAITool(asTool)).toEqual(definition);
    expect(convertToOpenAIFunction({ name: "double", description: "Doubles.", schema })).toEqual(definition.function);
  });

  it("of a tool that takes a text is one argument", () => {
    expect(convertToOpenAIFunction(tool((text) => text, { name: "echo" })).parameters).toMatchObject({
      properties: { input: { type: "string" } },
    });
  });

  it("stays what it is", () => {
    const given = { type: "function", function: { name: "t", parameters: {} } };
    expect(convertToOpenAITool(given)).toBe(given);
  });

  it("is strict where that is asked for, and the caller's own object stays as it was", () => {
    expect(convertToOpenAITool(double, { strict: true }).function).toMatchObject({
      strict: true,
      parameters: { ...parameters, additionalProperties: false },
    });
    const given = { type: "function", function: { name: "t", parameters: {} } };
    expect(convertToOpenAITool(given, { strict: true }).function).toMatchObject({ name: "t", strict: true });
    expect(given.function).not.toHaveProperty("strict");
    expect([double].map(convertToOpenAIFunction)[0]).not.toHaveProperty("strict");
  });
});
