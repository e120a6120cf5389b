import { pageReply, startAnthropicServer } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { runEarshot } from "./support/run-earshot.js";
import { spawnEarshot } from "./support/spawn-earshot.js";

const escape = "\u001B[";

describe("earshot demo", () => {
  it("answers from a server on this machine without a key: the page's lines, the tree as it grows, the tree that was kept", async () => {
    const { exitCode, stdout, stderr } = await spawnEarshot(["demo"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const text = stdout.replaceAll(/\d+(\.\d+)?m?s\b/g, "0ms").replaceAll(/[░▒█]+/g, "…");
    expect(text).toMatch(
      /^ANTHROPIC_API_KEY is not set: a server on this machine \(http:\/\/127\.0\.0\.1:\d+\) answers/,
    );
    expect(text).toContain("Chat model start: {");
    expect(text).toContain("anthropic_api_key: { lc: 1, type: 'secret', id: [ 'ANTHROPIC_API_KEY' ] }");
    expect(text.match(/^Chat model new token/gm)).toHaveLength(17);
    expect(text.slice(text.indexOf("The same chain")).replaceAll(/ +/g, " ")).toMatchInlineSnapshot(`
      "The same chain, drawn by consoleHandler() while it runs:

      ╭ RunnableSequence chain
      ├ ✓ ChatPromptTemplate 0ms
      │ ╭ ChatAnthropic model claude-sonnet-5-5
      │ │ The sum of 1 and 2 is 3.
      │ ╰ ✓ ChatAnthropic 0ms · first token 0ms · 16 → 17 tokens
      ╰ ✓ RunnableSequence 0ms

      What runTreeHandler() kept of the page's run:

      RunnableSequence 0ms ✓ …
      ├─ ChatPromptTemplate 0ms ✓ …
      ╰─ ChatAnthropic 0ms ✓ … 16 → 17 tokens

      Events: 64 delivered, 0 failed, 0 dropped, 0 pending.
      "
    `);
    expect(stdout).not.toContain(escape);
  });

  it("asks the API if there is a key, for the current model or the one that is named", async () => {
    await using server = await startAnthropicServer({ reply: pageReply, apiKey: "sk-ant-a-secret" });
    const env = { ANTHROPIC_API_KEY: "sk-ant-a-secret", ANTHROPIC_BASE_URL: server.url };
    for (const named of [{}, { ANTHROPIC_MODEL: "claude-opus-5" }] as Record<string, string>[]) {
      const { exitCode, stdout, stderr } = await runEarshot(["demo"], { env: { ...env, ...named } });
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^ANTHROPIC_API_KEY is set: the API answers\.\n/);
      expect(stdout).not.toMatch(/sk-ant|on this machine/);
    }
    expect(server.requests.map(({ body }) => body?.["model"])).toEqual([
      "claude-sonnet-5-5",
      "claude-sonnet-5-5",
      "claude-opus-5",
      "claude-opus-5",
    ]);
  });

  it("sends nothing with --offline, key or not", async () => {
    await using server = await startAnthropicServer({ reply: pageReply });
    const env = { ANTHROPIC_API_KEY: "sk-ant-a-secret", ANTHROPIC_BASE_URL: server.url };
    const { exitCode, stdout } = await runEarshot(["demo", "--offline"], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^--offline: a server on this machine/);
    expect(server.requests).toEqual([]);
  });

  it("tells what the API says, with the tree of what ran, and fails", async () => {
    await using server = await startAnthropicServer({ reply: { status: 401, message: "invalid x-api-key" } });
    const env = { ANTHROPIC_API_KEY: "sk-ant-a-secret", ANTHROPIC_BASE_URL: server.url };
    const { exitCode, stdout, stderr } = await runEarshot(["demo"], { env });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^\nAnthropicAuthenticationError: .*invalid x-api-key/);
    expect(stdout).toMatch(/╰─ ChatAnthropic .*✗/);
  });

  it("does not mind a reader that leaves", async () => {
    const { exitCode, stderr } = await runEarshot(["demo"], { leaves: true });
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  it("is coloured on a terminal, unless NO_COLOR is set", async () => {
    const coloured = await runEarshot(["demo"], { columns: 80 });
    expect(coloured.stdout).toContain(`${escape}32m✓`);
    const plain = await runEarshot(["demo"], { columns: 80, env: { NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain(escape);
  });
});
