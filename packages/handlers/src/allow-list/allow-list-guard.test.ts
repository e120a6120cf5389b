import { describe, expect, it } from "vitest";
import { run } from "@earshot/core/events";
import { abortCause } from "../../tests/support/abort-cause.js";
import { ask, used } from "../../tests/support/ask.js";
import { InvalidLimitError } from "../guards/invalid-limit-error.js";
import { allowListGuard } from "./allow-list-guard.js";
import { matchesName } from "./matches-name.js";
import { NotAllowedError } from "./not-allowed-error.js";

describe("a pattern", () => {
  it.each<[pattern: string | RegExp, yes: readonly string[], no: readonly string[]]>([
    ["claude-opus-5", ["claude-opus-5"], ["claude-opus-55", "a claude-opus-5", "claude-opus-5\n"]],
    ["claude-*", ["claude-", "claude-opus-5"], ["aclaude-x", "Claude-x"]],
    ["gpt-?", ["gpt-5"], ["gpt-", "gpt-55"]],
    ["a.b(c)[d]{2}|^$\\/+", ["a.b(c)[d]{2}|^$\\/+"], ["axb(c)[d]{2}|^$\\/+", ""]],
    ["*", ["", "anything\nat all"], []],
    [/^search_/, ["search_web"], ["research_web"]],
    [/web/gy, ["a web", "web"], ["wub"]],
  ])("%s", (pattern, yes, no) => {
    const isAllowed = matchesName([pattern]);
    for (const name of [...yes, ...yes]) expect(isAllowed(name), name).toBe(true);
    for (const name of no) expect(isAllowed(name), name).toBe(false);
  });

  it("of several is enough; none is none", () => {
    expect(matchesName(["a", "b"])("b")).toBe(true);
    expect(matchesName([])("")).toBe(false);
  });
});

const callTool = async (name: string, options: Parameters<typeof allowListGuard>[0], work = () => "done") =>
  run({ kind: "tool", name, start: { args: {}, input: "{}", toolCallId: undefined } }, work, {
    callbacks: [allowListGuard(options)],
  });

describe("models", () => {
  const models = ["claude-opus-*", /haiku/];
  const call = async (model: string) => ask({ model, usage: used(1, 1) }, { callbacks: [allowListGuard({ models })] });

  it("that are allowed are asked", async () => {
    await call("claude-opus-5");
    await call("claude-haiku-4-5");
    expect(await callTool("any", { models })).toBe("done");
  });

  it("that are not are refused before anything is sent, with what there is instead", async () => {
    const error = await abortCause(call("gpt-5"), NotAllowedError);
    expect(error).toMatchObject({
      code: "NOT_ALLOWED",
      kind: "model",
      refused: "gpt-5",
      allowed: ["claude-opus-*", "/haiku/"],
    });
    expect(error.message).toBe(
      'The model "gpt-5" is not allowed here. Allowed: claude-opus-*, /haiku/. Use one of these, or add it to `models`.',
    );
  });

  it("without a name are refused", async () => {
    expect((await abortCause(call(""), NotAllowedError)).message).toContain("A model without a name");
  });
});

describe("tools", () => {
  it("that are allowed are called, others do nothing", async () => {
    let worked = 0;
    expect(await callTool("read_file", { tools: ["read_*"] })).toBe("done");
    const error = await abortCause(
      callTool("remove_file", { tools: ["read_*"] }, () => String(worked++)),
      NotAllowedError,
    );
    expect(error).toMatchObject({ kind: "tool", refused: "remove_file" });
    expect((await abortCause(callTool("a", { tools: [] }), NotAllowedError)).message).toContain("Allowed: none.");
    expect(worked).toBe(0);
  });
});

it("needs a list", () => {
  expect(() => allowListGuard({})).toThrow(InvalidLimitError);
});
