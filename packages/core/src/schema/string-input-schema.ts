import type { StandardResult, StandardSchema } from "./standard-schema.js";

/** The schema of a tool that takes one text: `{ input: "…" }` goes in, the text comes out. */
export type StringInputSchema<TText extends string | undefined = string | undefined> = StandardSchema<
  { input: TText } | { input?: TText },
  TText
>;

/** What a model is told of a tool that takes one text, which it may leave out. */
export const stringInputSchema: StringInputSchema = /* @__PURE__ */ inputSchema({ isOptional: true });

/** The same for a tool that can't do without it. */
export const requiredStringInputSchema: StringInputSchema<string> = /* @__PURE__ */ inputSchema({
  isOptional: false,
}) as StringInputSchema<string>;

function inputSchema({ isOptional }: { readonly isOptional: boolean }): StringInputSchema {
  const required = isOptional ? {} : { required: ["input"] };
  const input = () => ({
    type: "object",
    properties: { input: { type: "string" } },
    ...required,
    additionalProperties: false,
  });
  const validate = (value: unknown): StandardResult<string | undefined> => {
    if (typeof value !== "object" || value === null)
      return { issues: [{ message: `expected { input: string }, got ${value === null ? "null" : typeof value}` }] };
    const { input: text } = value as { readonly input?: unknown };
    if (typeof text === "string" || (text === undefined && isOptional)) return { value: text };
    return { issues: [{ path: ["input"], message: `expected a string, got ${text === null ? "null" : typeof text}` }] };
  };
  return {
    "~standard": { version: 1, vendor: "earshot", validate, jsonSchema: { input, output: () => ({ type: "string" }) } },
  };
}
