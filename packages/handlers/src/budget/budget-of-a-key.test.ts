import { describe, expect, it } from "vitest";
import { run, type TypedHandler } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { recordingHandler } from "@earshot/testing";
import { chain } from "../../tests/support/ask.js";
import { abortCause } from "../../tests/support/abort-cause.js";
import { ScriptedModel } from "../../tests/support/scripted-model.js";
import { GuardKeyMissingError } from "../guards/guard-key-missing-error.js";
import { BudgetExceededError } from "./budget-exceeded-error.js";
import { budgetGuard } from "./budget-guard.js";

const repeat = (model: ScriptedModel, times: number) =>
  RunnableLambda.from(async (_: string, config) => {
    for (let index = 0; index < times; index++) await model.invoke("hi", config);
  });

describe("a key", () => {
  const users =
    (guard: TypedHandler, model: ScriptedModel) =>
    (userId: string, times = 1) =>
      repeat(model, times).invoke("", { callbacks: [guard], metadata: { userId } });

  it("has a budget of its own, new again after its window", async () => {
    let time = 0;
    const model = new ScriptedModel(["a"]);
    const guard = budgetGuard({ modelCalls: 2, per: { metadata: "userId" }, windowMs: 60_000, now: () => time });
    const call = users(guard, model);
    await call("ada", 2);
    await call("bob", 1);
    const error = await abortCause(call("ada"), BudgetExceededError);
    expect(error).toMatchObject({ per: "key", key: "ada", limit: 2, used: 3 });
    expect(error.message).not.toContain("ada");
    time = 59_999;
    await abortCause(call("ada"), BudgetExceededError);
    time = 60_000;
    await call("ada", 2);
    expect(guard.used("ada")).toMatchObject({ modelCalls: 2 });
    expect(model.asked).toBe(5);
  });

  it("is forgotten once its window is over", async () => {
    let time = 0;
    const guard = budgetGuard({ modelCalls: 2, per: { metadata: "userId" }, windowMs: 1000, now: () => time });
    const call = users(guard, new ScriptedModel(["a"]));
    for (const user of ["a", "b", "c"]) await call(user);
    time = 1000;
    await call("d");
    expect(["a", "b", "c", "d"].map((user) => guard.used(user)?.modelCalls)).toEqual([
      undefined,
      undefined,
      undefined,
      1,
    ]);
  });

  it("has its budget back when it is reset", async () => {
    const guard = budgetGuard({ modelCalls: 1, per: { metadata: "userId" } });
    const call = users(guard, new ScriptedModel(["a"]));
    await call("ada");
    guard.reset("ada");
    await call("ada");
    guard.reset();
    expect(guard.used("ada")).toBeUndefined();
    await call("ada");
    await abortCause(call("ada"), BudgetExceededError);
  });

  it("that is missing is an objection: nobody gets past the guard by being nobody", async () => {
    const guard = budgetGuard({ modelCalls: 1, per: { metadata: "userId" } });
    const model = new ScriptedModel(["a"]);
    const error = await abortCause(repeat(model, 1).invoke("", { callbacks: [guard] }), GuardKeyMissingError);
    expect(error.message).toContain("`metadata: { userId: … }`");
    expect(model.asked).toBe(0);
  });

  it("is not counted if a function says so", async () => {
    const guard = budgetGuard({ modelCalls: 0, per: ({ tags }) => (tags.includes("free") ? undefined : "all") });
    const model = new ScriptedModel(["a"]);
    await model.invoke("hi", { callbacks: [guard], tags: ["free"] });
    await abortCause(model.invoke("hi", { callbacks: [guard] }), BudgetExceededError);
  });
});

it("a call that is heard from below its root run only is remembered, but not for ever", async () => {
  const guard = budgetGuard({ toolCalls: 1 });
  const tool = { kind: "tool", name: "dig", start: { args: {}, input: "{}", toolCallId: undefined } } as const;
  const roots: string[] = [];
  for (let index = 0; index <= 1000; index++) {
    await run(
      chain("root"),
      async (root) => {
        roots.push(root.runId);
        await run(tool, () => 1, { ...root.config, callbacks: [guard] });
      },
      { callbacks: [recordingHandler()] },
    );
  }
  expect(guard.used(roots[0] ?? "")).toBeUndefined();
  expect(guard.used(roots[1] ?? "")).toMatchObject({ toolCalls: 1 });
});
