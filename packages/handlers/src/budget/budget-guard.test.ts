import { describe, expect, it } from "vitest";
import { HandlerAbort } from "@earshot/core/errors";
import { configure, run } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { recordingHandler } from "@earshot/testing";
import { abortCause } from "../../tests/support/abort-cause.js";
import { chain } from "../../tests/support/ask.js";
import { figures, ScriptedModel } from "../../tests/support/scripted-model.js";
import { BudgetExceededError } from "./budget-exceeded-error.js";
import { budgetGuard } from "./budget-guard.js";

const toolOf = (name: string) =>
  ({ kind: "tool", name, start: { args: {}, input: "{}", toolCallId: undefined } }) as const;
const repeat = (model: ScriptedModel, times: number, inParallel = false) =>
  RunnableLambda.from(async (_: string, config) => {
    if (inParallel) return Promise.allSettled(Array.from({ length: times }, () => model.invoke("hi", config)));
    for (let index = 0; index < times; index++) await model.invoke("hi", config);
    return [];
  });

describe("calls of models", () => {
  it("are never one too many, and the caller is told which limit and by how much", async () => {
    const model = new ScriptedModel(["a"]);
    const guard = budgetGuard({ modelCalls: 3 });
    const error = await abortCause(repeat(model, 5).invoke("", { callbacks: [guard] }), BudgetExceededError);
    expect(model.asked).toBe(3);
    expect(error).toMatchObject({
      code: "BUDGET_EXCEEDED",
      budget: "modelCalls",
      limit: 3,
      used: 4,
      over: 1,
      per: "call",
    });
    expect(error.message).toBe(
      "The budget of 3 model calls per call is used up: 4 model calls, 1 over. Raise `modelCalls`, or ask for less in one call.",
    );
  });

  it("are never one too many when a hundred start at the same time", async () => {
    const model = new ScriptedModel(["a"]);
    const results = await repeat(model, 100, true).invoke("", { callbacks: [budgetGuard({ modelCalls: 7 })] });
    expect(model.asked).toBe(7);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(93);
  });

  it("are counted anew for each root run, each time", async () => {
    const model = new ScriptedModel(["a"]);
    const guard = budgetGuard({ modelCalls: 2 });
    await Promise.all(Array.from({ length: 20 }, () => repeat(model, 2).invoke("", { callbacks: [guard] })));
    expect(model.asked).toBe(40);
  });

  it.each(["on the call", "on a step below", "on the model", "on everything"])(
    "are counted by a guard %s",
    async (place) => {
      const guard = budgetGuard({ modelCalls: 2 });
      const model = new ScriptedModel(["a"]);
      if (place === "on the model") model.callbacks = [guard];
      const undo = place === "on everything" ? configure({ callbacks: [guard] }) : () => undefined;
      const step = place === "on a step below" ? [guard] : [];
      const call = { callbacks: place === "on the call" ? [guard] : [recordingHandler()] };
      const steps = RunnableLambda.from(async (_: string, config) => {
        for (let index = 0; index < 3; index++)
          await repeat(model, 1).withConfig({ callbacks: step }).invoke("", config);
      });
      try {
        await abortCause(steps.invoke("", call), BudgetExceededError);
        expect(model.asked).toBe(2);
        await abortCause(steps.invoke("", call), BudgetExceededError); // another root run
        expect(model.asked).toBe(4);
      } finally {
        undo();
      }
    },
  );

  it("that an own cache answers are given back", async () => {
    const model = new ScriptedModel(["a", figures(100, 100)], { cache: true });
    const guard = budgetGuard({ modelCalls: 2, tokens: 250, per: () => "me" });
    await repeat(model, 5).invoke("", { callbacks: [guard] });
    expect(model.asked).toBe(1);
    expect(guard.used("me")).toMatchObject({ modelCalls: 1, tokens: 200 });
  });

  it("that only hand on to another model are no calls of their own", async () => {
    const guard = budgetGuard({ modelCalls: 1, tokens: 250, per: () => "me" });
    const model = new ScriptedModel(["a", figures(100, 100)]);
    const start = { messages: [], invocationParams: {}, options: {} };
    await run(
      { kind: "chat_model", name: "wrapper", start },
      async (handle) => {
        await model.invoke("hi", handle.config);
        handle.usage = { ...figures(100, 100), source: "provider" };
        return { generations: [[{ text: "a" }]] };
      },
      { callbacks: [guard] },
    );
    expect(guard.used("me")).toMatchObject({ modelCalls: 1, tokens: 200 });
  });
});

it("counts calls of tools", async () => {
  let worked = 0;
  const tools = () =>
    run(
      chain("root"),
      async ({ config }) => {
        for (;;) await run(toolOf("dig"), () => worked++, config);
      },
      { callbacks: [budgetGuard({ toolCalls: 4 })] },
    );
  const error = await abortCause(Promise.resolve().then(tools), BudgetExceededError);
  expect(error).toMatchObject({ budget: "toolCalls", limit: 4, used: 5 });
  expect(worked).toBe(4);
});

describe("tokens", () => {
  it("stop a stream in the very event that shows there are too many, by the provider's own figures", async () => {
    const model = new ScriptedModel([figures(10, 0), "a", figures(0, 5), "b", figures(0, 5), "c", figures(0, 5), "d"]);
    const seen: string[] = [];
    const stream = async () => {
      for await (const chunk of await model.stream("hi", { callbacks: [budgetGuard({ tokens: 19 })] }))
        seen.push(chunk.text);
    };
    const error = await abortCause(stream(), BudgetExceededError);
    expect(error).toMatchObject({ budget: "tokens", limit: 19, used: 20, over: 1, isEstimated: false });
    expect(seen.join("")).toBe("ab");
    expect(model.given).toBe(5);
  });

  it("are estimated by the length of the text where the provider is silent, and said to be", async () => {
    const model = new ScriptedModel(Array.from({ length: 100 }, () => "four"));
    const stream = async () => {
      for await (const _ of await model.stream("12345678", { callbacks: [budgetGuard({ tokens: 10 })] }));
    };
    const error = await abortCause(stream(), BudgetExceededError);
    expect(error).toMatchObject({ limit: 10, used: 11, isEstimated: true });
    expect(error.message).toContain("11 tokens (partly estimated), 1 over");
    expect(model.given).toBe(9);
  });

  it("are settled by the figures at the end, whatever was estimated before", async () => {
    const model = new ScriptedModel([figures(3, 1), "a text of forty characters, or about so", figures(0, 4)]);
    const guard = budgetGuard({ tokens: 1000, per: () => "me" });
    for await (const _ of await model.stream("hi", { callbacks: [guard] }));
    await model.invoke("hi", { callbacks: [guard] });
    expect(guard.used("me")).toMatchObject({ tokens: 16, isEstimated: false });
  });

  it("of an answer that comes whole object at its end, and refuse the next call", async () => {
    const model = new ScriptedModel(["a", figures(10, 10)]);
    const guard = budgetGuard({ tokens: 15, per: () => "me" });
    const options = { callbacks: [guard] };
    expect(await abortCause(model.invoke("hi", options), BudgetExceededError)).toMatchObject({ used: 20, over: 5 });
    expect(await abortCause(model.invoke("hi", options), BudgetExceededError)).toMatchObject({ used: 20, over: 5 });
    expect(model.asked).toBe(1);
  });

  it("stop an invoke in the middle when models are asked for pieces", async () => {
    const model = new ScriptedModel(Array.from({ length: 100 }, () => "four"));
    await abortCause(
      model.invoke("hi", { callbacks: [budgetGuard({ tokens: 10, preferStreaming: true })] }),
      BudgetExceededError,
    );
    expect(model.given).toBe(10);
  });

  it("of an answer without figures are estimated; a call that failed has used none", async () => {
    const guard = budgetGuard({ tokens: 100, per: () => "me" });
    await new ScriptedModel(["12345678"]).invoke("1234", { callbacks: [guard] });
    expect(guard.used("me")).toMatchObject({ tokens: 3, isEstimated: true });
    const broken = new ScriptedModel(["a"]);
    broken._generate = () => Promise.reject(new Error("down"));
    await expect(broken.invoke("hi", { callbacks: [guard] })).rejects.toThrow("down");
    expect(guard.used("me")).toMatchObject({ tokens: 3 });
  });

  it("may be those of each run by itself", async () => {
    const model = new ScriptedModel(["a", figures(10, 10)]);
    await repeat(model, 5).invoke("", { callbacks: [budgetGuard({ per: "run", tokens: 20 })] });
    const error = await abortCause(
      repeat(model, 5).invoke("", { callbacks: [budgetGuard({ per: "run", tokens: 19 })] }),
      BudgetExceededError,
    );
    expect(error).toMatchObject({ per: "run", used: 20 });
    expect(model.asked).toBe(6);
  });

  it("count what is left of a stream that its consumer leaves", async () => {
    const guard = budgetGuard({ tokens: 100, per: () => "me" });
    const model = new ScriptedModel([figures(10, 1), "12345678", "1234"]);
    for await (const { text } of await model.stream("hi", { callbacks: [guard] })) if (text !== "") break;
    expect(guard.used("me")).toMatchObject({ tokens: 13, isEstimated: true });
  });
});

describe("time", () => {
  it("is that of the outermost run, and looked at with each event", async () => {
    let time = 0;
    const guard = budgetGuard({ timeMs: 100, now: () => time });
    const work = RunnableLambda.from(async (_: string, config) => {
      for (let index = 0; index < 4; index++) {
        await RunnableLambda.from(() => (time += 30)).invoke("", config);
      }
    });
    const error = await abortCause(work.invoke("", { callbacks: [guard] }), BudgetExceededError);
    expect(error).toMatchObject({ budget: "timeMs", limit: 100, used: 120, over: 20 });
    expect(error.message).toContain("120 ms, 20 over");
  });

  it("of a key is that of all its calls, and of its window alone", async () => {
    let time = 0;
    const guard = budgetGuard({ timeMs: 100, per: () => "me", windowMs: 1000, now: () => time });
    const spend = (ms: number) => RunnableLambda.from(() => (time += ms)).invoke("", { callbacks: [guard] });
    await spend(60);
    await spend(40);
    await abortCause(spend(1), BudgetExceededError);
    time = 1000;
    await spend(100);
    expect(guard.used("me")).toMatchObject({ timeMs: 100 });
  });
});

it("keeps nothing of a call that is over, however it ended", async () => {
  const guard = budgetGuard({ tokens: 5, modelCalls: 1 });
  const during: unknown[] = [];
  const root = RunnableLambda.from(async (_: string, config) => {
    await new ScriptedModel(["a", figures(1, 1)]).invoke("hi", config);
    during.push(guard.used("r1"));
    await new ScriptedModel(["a"]).invoke("hi", config);
  });
  await expect(root.invoke("", { callbacks: [guard], runId: "r1" })).rejects.toThrow(HandlerAbort);
  expect(during).toMatchObject([{ modelCalls: 1, tokens: 2 }]);
  expect(guard.used("r1")).toBeUndefined();
});

it("refuses a limit that is misspelt: it would limit nothing", () => {
  expect(() => budgetGuard({ tokens: 1, modelcalls: 1 } as never)).toThrow('budgetGuard: there is no "modelcalls"');
  expect(() => budgetGuard({ tokens: 1, per: "user" } as never)).toThrow("`per` of budgetGuard can't be");
});
