import { expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

it("the replay example is heard as what it recorded, without a provider", async () => {
  const lines = await runExample("replay/main.ts");
  expect(lines[0]).toBe("recorded: Yes, take one: it rains in Lisbon. (3 requests)");
  expect(lines[1]).toMatch(/^\d+ events in the file, the key in 0 of them$/);
  expect(lines.slice(2, 4)).toEqual(["replayed: Yes, take one: it rains in Lisbon.", "heard the same: true"]);
  const text = lines.slice(4).join("\n");
  expect(text).toContain('chain answer: "Do I need an umbrella in Lisbon?" → "Yes, take one: it rains in Lisbon."');
  expect(text).toContain("· run.retry 1: AnthropicOverloadedError");
  expect(text).toContain('├ tool weather: {"city":"Lisbon"}');
  expect(text).toContain(
    '- recorded: "Do I need an umbrella in Lisbon?"\n    + asked:    "Do I need a coat in Lisbon?"',
  );
});
