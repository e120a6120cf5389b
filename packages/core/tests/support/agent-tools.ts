import { z } from "zod";
import { tool } from "../../src/exports/tools.js";

export const add = tool(({ a, b }) => a + b, {
  name: "add",
  description: "Adds.",
  schema: z.object({ a: z.number(), b: z.number() }),
});

export const fail = tool(
  () => {
    throw new Error("no luck");
  },
  { name: "fail", description: "Fails.", schema: z.object({}) },
);

/** A call that a model makes. */
export const call = (name: string, args: object, id = name) => ({ name, args: args as Record<string, unknown>, id });
