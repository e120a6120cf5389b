import { expect, test } from "vitest";
import { registerEarshot } from "../src/index.js";

test("what is registered is registered once, and taken back", () => {
  const host = globalThis as { AI_SDK_TELEMETRY_INTEGRATIONS?: object[] };
  const others = [...(host.AI_SDK_TELEMETRY_INTEGRATIONS ?? [])];
  const unregister = registerEarshot();
  registerEarshot();
  expect(host.AI_SDK_TELEMETRY_INTEGRATIONS).toHaveLength(others.length + 1);
  unregister();
  unregister();
  expect(host.AI_SDK_TELEMETRY_INTEGRATIONS).toEqual(others);
});
