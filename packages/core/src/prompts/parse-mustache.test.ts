import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidPromptError, type MissingVariableError, parseTemplate, PromptTemplate } from "../exports/prompts.js";

const mustache = { templateFormat: "mustache" } as const;
const format = (template: string, values: Record<string, unknown>) =>
  PromptTemplate.fromTemplate(template, mustache).format(values as never);

describe("a mustache template", () => {
  it.each<[template: string, values: Record<string, unknown>, text: string]>([
    ["{{a}} {{{a}}} {{&a}}", { a: "<b>&" }, "<b>& <b>& <b>&"],
    ["{{a.b.c}}", { a: { b: { c: 1 } } }, "1"],
    ["{{#a}}[{{b}}]{{/a}}", { a: [{ b: 1 }, { b: "x" }] }, "[1][x]"],
    ["{{#a}}{{.}},{{/a}}", { a: ["x", "y"] }, "x,y,"],
    ["{{#a}}yes{{/a}}{{^a}}no{{/a}}", { a: false }, "no"],
    ["{{#a}}{{b}}{{/a}}", { a: true, b: "outer" }, "outer"],
    ["{{a}}|{{b}}|{{c}}", { a: { x: [1] }, b: [1, "2"], c: null }, '{"x":[1]}|[1,"2"]|'],
    ["{{=<% %>=}}<%a%> {{a}}", { a: 1 }, "1 {{a}}"],
    ["{{! nothing }}{a}", {}, "{a}"],
  ])("%j", async (template, values, text) => {
    expect(await format(template, values)).toBe(text);
  });

  it("says its variables, and wants them", async () => {
    const prompt = PromptTemplate.fromTemplate("{{a.b}} {{#c}}{{d}}{{.}}{{/c}}{{^e}}{{f}}{{/e}}", mustache);
    expect(prompt.inputVariables).toEqual(["a", "c", "e"]);
    await expect(prompt.format({ a: {} } as never)).rejects.toThrow(
      expect.objectContaining({ missing: ["c", "e"] }) as MissingVariableError,
    );
    expect(parseTemplate("x {{a}}", "mustache")).toMatchObject([
      { type: "literal", text: "x " },
      { type: "variable", name: "a" },
    ]);
  });

  it.each(["{{#a}}", "{{a", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{> partial}}", "{{#a}}{{> partial}}{{/a}}"])(
    "can't be parsed: %s",
    (template) => {
      expect(() => PromptTemplate.fromTemplate(template as string, mustache)).toThrow(InvalidPromptError);
    },
  );
});

describe("values are never parsed", () => {
  const tricky = fc.string({
    unit: fc.constantFrom("{", "}", "{{", "}}", "{{{a}}}", "{a}", "{{#a}}", "{{/a}}", "a", " ", "&<"),
  });

  it("in f-strings", async () => {
    await fc.assert(
      fc.asyncProperty(tricky, async (a) => {
        expect(await PromptTemplate.fromTemplate("<{a}|{a}>").format({ a })).toBe(`<${a}|${a}>`);
      }),
    );
  });

  it("in mustache, inside of sections as well", async () => {
    await fc.assert(
      fc.asyncProperty(tricky, tricky, async (a, b) => {
        const text = await format("<{{a}}|{{#items}}{{b}}{{{.}}}{{/items}}>", { a, b, items: [a, b] });
        expect(text).toBe(`<${a}|${b}${a}${b}${b}>`);
      }),
    );
  });
});
