import { z } from "zod";
import { tool } from "../../src/exports/tools.js";

/** Takes `a`, and `b` if it is not 2. */
export const schema = z.object({ a: z.number(), b: z.number().default(2) });

/** Adds the two. */
export const add = tool(({ a, b }) => a + b, { name: "add", description: "Adds.", schema });

/** A model's call of it. */
export const callOf = (args: Record<string, unknown>) =>
  ({ type: "tool_call", id: "call_1", name: "add", args }) as const;
