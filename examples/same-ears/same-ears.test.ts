import { consoleHandler } from "@earshot/handlers/console";
import { assertWellFormed, recordingHandler, startAnthropicServer, type AnthropicServer } from "@earshot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runExample } from "../support/run-example.js";
import { agents } from "./agents.js";
import { reply } from "./reply.js";
import { treeShape } from "./tree-shape.js";

const shape = ["chain ok", "  model ok", "  tool ok", "    model ok", "  model ok"];

let server: AnthropicServer;
beforeAll(async () => {
  server = await startAnthropicServer({ reply });
});
afterAll(() => server[Symbol.asyncDispose]());

const hasAmbientContext = process.env["EARSHOT_TEST_AMBIENT"] !== "off";

// What a tool of AI SDK's calls is below it by ambient context alone.
const testable = Object.entries(agents).filter(([library]) => library !== "AI SDK" || hasAmbientContext);

describe.each(testable)("an agent of %s", (_library, ask) => {
  it("has the same tree in the console as any other", async () => {
    let drawn = "";
    const stream = { write: (text: string) => ((drawn += text), true), columns: 200, isTTY: false };
    expect(await ask(server.url, consoleHandler({ stream, color: false }))).toBe("It is 3.");
    expect(treeShape(drawn), drawn).toEqual(shape);
  });

  it("is heard once, in order", async () => {
    const heard = recordingHandler();
    await ask(server.url, heard);
    assertWellFormed(heard.events);
    expect(heard.ofType("chat_model.end")).toHaveLength(3);
    expect(heard.ofType("tool.start")).toMatchObject([
      { name: "add", args: { left: 1, right: 2 }, toolCallId: "toolu_1" },
    ]);
  });
});

it("a run that is missing, in another place or ended otherwise is another shape", () => {
  const tree = (...lines: string[]) => treeShape(lines.join("\n"));
  expect(tree("╭ a chain", "│ ╭ b model", "│ ╰ ✓ b", "╰ ✓ a")).toEqual(["chain ok", "  model ok"]);
  expect(tree("╭ a chain", "│ ╭ t tool", "│ │ ╭ b model", "│ │ ╰ ✗ b", "│ ╰ ✗ t", "╰ ✓ a")).toEqual([
    "chain ok",
    "  tool error",
    "    model error",
  ]);
  expect(tree("╭ a chain", "│ ╭ s chain", "│ ╰ ◇ s", "╰ ◇ a", "╭ a chain", "│ ╭ t tool", "│ ╰ ✓ t", "╰ ✓ a")).toEqual([
    "chain ok",
    "  tool ok",
  ]);
});

it("the example draws them all", { timeout: 60_000 }, async () => {
  const text = (await runExample("same-ears/main.ts")).join("\n");
  for (const library of Object.keys(agents)) expect(text).toContain(`${library}: It is 3.`);
  expect(text).toContain(["All have one shape:", ...shape].join("\n"));
});
