import { describe, expect, it } from "vitest";
import { AIMessage, HumanMessage } from "@earshot/core/messages";
import { ChatPromptValue } from "@earshot/core/prompt_values";
import { describeError } from "./describe-error.js";
import { formatDuration } from "./format-duration.js";
import { formatUsage } from "./format-usage.js";
import { preview } from "./preview.js";
import { sumUsage } from "./sum-usage.js";
import { withCount } from "./with-count.js";

it.each([
  [0, "0ms"],
  [999.4, "999ms"],
  [999.6, "1.00s"],
  [59_994, "59.99s"],
  [2816, "2.82s"],
  [59_999, "1m 00s"],
  [60_000, "1m 00s"],
  [3_725_000, "62m 05s"],
])("formats %s ms as %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it("counts one of a thing as one", () => {
  expect(["1", 1, 0, 2].map((count) => withCount(count, "model call"))).toEqual([
    "1 model call",
    "1 model call",
    "0 model calls",
    "2 model calls",
  ]);
});

describe("usage", () => {
  const usage = { source: "provider", input_tokens: 12, output_tokens: 34, total_tokens: 46 } as const;

  it("says what it knows, and nothing where nothing is known", () => {
    expect(formatUsage(usage)).toBe("12 → 34 tokens");
    expect(
      formatUsage({ ...usage, source: "estimated", input_token_details: { cache_read: 5, cache_creation: 2 } }),
    ).toBe("12 → 34 tokens (5 cached, 2 written to cache, estimated)");
    expect(formatUsage({ source: "unavailable" })).toBeUndefined();
  });

  it("is summed without what is unknown", () => {
    expect(
      formatUsage(sumUsage([usage, { source: "unavailable" }, { ...usage, input_token_details: { cache_read: 1 } }])),
    ).toBe("24 → 68 tokens (1 cached)");
    expect(sumUsage([{ source: "unavailable" }])).toEqual({ source: "unavailable" });
  });
});

describe("preview", () => {
  it("is one safe line of bounded length, whatever the value", () => {
    const circular: Record<string, unknown> = { a: 1n };
    circular["self"] = circular;
    expect(preview(circular)).toBe('{"a":"1n","self":"[cycle]"}');
    expect(preview("a\u001B\nb")).toBe(String.raw`"a\u001b\nb"`);
    expect(preview(new AIMessage("hello"))).toBe('ai: "hello"');
    const prompt = new ChatPromptValue([new HumanMessage("hi"), new AIMessage("ho")]);
    expect(preview('{"celsius": 20}\n')).toBe('{"celsius": 20}');
    expect(preview(new AIMessage('[{"a": 1}]'))).toBe('ai: [{"a": 1}]');
    expect(preview("[sic")).toBe('"[sic"');
    expect(preview(prompt)).toBe('human: "hi", ai: "ho"');
    expect(preview(undefined)).toBe("");
    expect(preview("x".repeat(1000), 10)).toBe('"xxxxxxxx…');
  });
});

describe("describeError", () => {
  it("has a line for each cause, and an end where a cause leads back", () => {
    const error = new Error("outer\nline", { cause: new TypeError("inner") });
    (error.cause as Error).cause = error;
    expect(describeError(error)).toEqual(["Error: outer line", "TypeError: inner"]);
    expect(describeError("just \u001B text")).toEqual(["just ␛ text"]);
  });
});
