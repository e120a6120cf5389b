import type { StandardResult } from "../schema/standard-schema.js";
import type { StringInputToolSchema } from "./tool-schema.js";

const json = () => ({ type: "object", properties: { input: { type: "string" } }, additionalProperties: false });

/** `{ input: "…" }`, and the text comes out: what a model is told of a tool that takes one text. */
export const stringInputSchema: StringInputToolSchema = {
  "~standard": {
    version: 1,
    vendor: "earshot",
    validate(value): StandardResult<string | undefined> {
      if (typeof value !== "object" || value === null)
        return { issues: [{ message: `expected { input: string }, got ${value === null ? "null" : typeof value}` }] };
      const { input } = value as { readonly input?: unknown };
      if (input === undefined || typeof input === "string") return { value: input };
      return { issues: [{ path: ["input"], message: `expected a string, got ${typeof input}` }] };
    },
    jsonSchema: { input: json, output: () => ({ type: "string" }) },
  },
};
