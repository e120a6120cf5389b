import { describe, expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

describe("the agent that tidies up", () => {
  const run = async (answer: string) => (await runExample("agent/main.ts", { args: [answer] })).join("\n");

  it("removes what it is allowed to", async () => {
    const printed = await run("--yes");
    expect(printed).toContain('remove_file {"name":"draft.tmp"}? yes');
    expect(printed).toContain("interrupted");
    expect(printed).toMatch(/That is all there was to tidy up\.\nLeft: notes\.txt$/);
  });

  it("leaves what it is not", async () => {
    const printed = await run("--no");
    expect(printed).toMatch(/Left: notes\.txt, draft\.tmp$/);
  });
});
