import { describe, expect, it } from "vitest";
import { abortCause } from "../../tests/support/abort-cause.js";
import { figures, ScriptedModel } from "../../tests/support/scripted-model.js";
import { InvalidLimitError } from "../guards/invalid-limit-error.js";
import { InvalidPriceError } from "../pricing/invalid-price-error.js";
import { BudgetExceededError } from "./budget-exceeded-error.js";
import { budgetGuard } from "./budget-guard.js";
import { BudgetPriceUnknownError } from "./budget-price-unknown-error.js";

describe("money", () => {
  it("is compared to the last digit", async () => {
    // claude-opus-5: 1000 × 5 + 100 × 25 dollars a million
    const model = new ScriptedModel(["a", figures(1000, 100)]);
    await model.invoke("hi", { callbacks: [budgetGuard({ money: "0.0075" })] });
    const guard = budgetGuard({ money: "0.007499999999999999999" });
    const error = await abortCause(model.invoke("hi", { callbacks: [guard] }), BudgetExceededError);
    expect(error).toMatchObject({
      budget: "money",
      used: "0.0075",
      over: "0.000000000000000000001",
      isEstimated: false,
    });
    expect(error.message).toContain("0.007499999999999999999 USD per call is used up: 0.0075 USD,");
  });

  it("stops a stream in the very event that costs too much", async () => {
    const model = new ScriptedModel([figures(1000, 0), "a", figures(0, 100), "b", figures(0, 100), "c"]);
    const stream = async () => {
      for await (const _ of await model.stream("hi", { callbacks: [budgetGuard({ money: 0.008 })] }));
    };
    expect(await abortCause(stream(), BudgetExceededError)).toMatchObject({ used: "0.01", over: "0.002" });
    expect(model.given).toBe(5);
  });

  it("refuses a call once nothing is left, and says that nothing is over", async () => {
    const model = new ScriptedModel(["a", figures(1000, 100)]);
    const guard = budgetGuard({ money: 0.0075, per: () => "me" });
    await model.invoke("hi", { callbacks: [guard] });
    const error = await abortCause(model.invoke("hi", { callbacks: [guard] }), BudgetExceededError);
    expect(error).toMatchObject({ used: "0.0075", over: "0" });
    expect(error.message).toContain("is used up: 0.0075 USD, nothing is left.");
    expect(model.asked).toBe(1);
  });

  it("is not spent on a model whose price nobody knows, unless that is wanted", async () => {
    const model = new ScriptedModel(["a", figures(1, 1)], { model: "mine" });
    const error = await abortCause(
      model.invoke("hi", { callbacks: [budgetGuard({ money: 1 })] }),
      BudgetPriceUnknownError,
    );
    expect(error).toMatchObject({
      code: "BUDGET_PRICE_UNKNOWN",
      model: "mine",
      provider: "anthropic",
      reason: "price",
    });
    expect(model.asked).toBe(0);
    await model.invoke("hi", { callbacks: [budgetGuard({ money: 1, unknownPrice: "ignore" })] });
    const prices = { mine: { input: 1, output: 1 } };
    const paid = await abortCause(
      model.invoke("hi", { callbacks: [budgetGuard({ money: 0.000001, prices })] }),
      BudgetExceededError,
    );
    expect(paid).toMatchObject({ used: "0.000002", over: "0.000001" });
  });
});

describe("limits that are none", () => {
  it.each<[what: string, options: object]>([
    ["none at all", {}],
    ["a negative one", { tokens: -1 }],
    ["no number", { modelCalls: Number.NaN }],
    ["money that is no money", { money: "5 USD" }],
    ["a window of a call", { tokens: 1, windowMs: 1 }],
    ["calls of a run", { per: "run", toolCalls: 1 }],
  ])("are refused at once: %s", (_, options) => {
    expect(() => budgetGuard(options as never)).toThrow(InvalidLimitError);
  });

  it("are not saved by a price that is none", () => {
    expect(() => budgetGuard({ money: 1, prices: { mine: { input: -1 } } })).toThrow(InvalidPriceError);
  });
});
