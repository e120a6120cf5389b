import { expect, it } from "vitest";
import { z } from "zod";
import { defineHandler, flush } from "../../src/exports/events.js";
import { RunnableLambda } from "../../src/exports/runnables.js";
import { tool } from "../../src/exports/tools.js";

// A guard that was waiting when its child was cancelled went deaf for the rest of the root run: later checks were skipped in silence.
it("goes on guarding the other runs", async () => {
  const checked: string[] = [];
  const guard = defineHandler({
    name: "slow guard",
    policy: "guard",
    on: {
      "tool.start": ({ name }) => {
        checked.push(name);
        if (name === "first") return new Promise(() => undefined);
        throw new Error("not that one");
      },
    },
  });
  const named = (name: string) => tool(() => name, { name, schema: z.object({}) });
  const both = RunnableLambda.from(async (_: string, config) => {
    await named("first")
      .invoke({}, { ...config, timeout: 5 })
      .catch(() => undefined);
    return named("second").invoke({}, config);
  });
  await expect(both.invoke("go", { callbacks: [guard] })).rejects.toThrow("not that one");
  expect(checked).toEqual(["first", "second"]);
  expect((await flush()).pending).toBe(0);
});
