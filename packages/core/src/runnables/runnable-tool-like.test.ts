import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RunnableLambda, RunnableToolLike } from "../exports/runnables.js";
import { isRunnableToolLike, tool } from "../exports/tools.js";

const schema = z.object({ n: z.number() }).describe("Doubles a number.");
const double = RunnableLambda.from(({ n }: { n: number }) => n * 2);
const callOf = (args: Record<string, unknown>) => ({ type: "tool_call", id: "1", name: "double", args }) as const;

describe("a runnable as a tool", () => {
  it("has a name, what it does and a schema", () => {
    expect(double.asTool({ schema })).toMatchObject({
      name: "RunnableLambda",
      description: "Doubles a number.",
      schema,
    });
    const named = double.asTool({ name: "double", description: "Twice.", schema });
    expect(named).toMatchObject({ name: "double", description: "Twice." });
    expect(named).toBeInstanceOf(RunnableToolLike);
    expect(isRunnableToolLike(named)).toBe(true);
    expect(isRunnableToolLike(double)).toBe(false);
    expect(isRunnableToolLike(tool(() => 1, { name: "t" }))).toBe(false);
  });

  it("gives the runnable's output, for its input and for a model's call", async () => {
    const made = double.asTool({ name: "double", schema });
    expect(await made.invoke({ n: 1 })).toBe(2);
    expect(await made.invoke(callOf({ n: 2 }))).toBe(4);
  });

  it("takes a text by its argument", async () => {
    const echo = RunnableLambda.from((text: string) => `${text}!`).asTool({ name: "echo", schema: z.string() });
    expect(await echo.invoke(callOf({ input: "hey" }))).toBe("hey!");
    await expect(echo.invoke(callOf({}))).rejects.toMatchObject({ issues: [{ path: "input" }] });
  });

  it("says what is wrong with a call's arguments, by a schema that takes its time too", async () => {
    const refused = { code: "TOOL_INPUT", toolName: "double", issues: [{ path: "n" }] };
    await expect(double.asTool({ name: "double", schema }).invoke(callOf({}))).rejects.toMatchObject(refused);
    const slow = schema.refine(async ({ n }) => n < 3, { path: ["n"] });
    const made = double.asTool({ name: "double", schema: slow });
    expect(await made.invoke(callOf({ n: 2 }))).toBe(4);
    await expect(made.invoke(callOf({ n: 3 }))).rejects.toMatchObject(refused);
  });

  it("is heard by its name, with the runnable below", async () => {
    const recording = recordingHandler();
    await double.asTool({ name: "double", schema }).invoke(callOf({ n: 1 }), { callbacks: [recording] });
    expect(recording.ofType("chain.start").map(({ name }) => name)).toEqual([
      "double",
      "double:parse_input",
      "RunnableLambda",
    ]);
    assertWellFormed(recording.events);
  });
});
