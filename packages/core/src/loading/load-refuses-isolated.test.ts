import { expect, it } from "vitest";
import { load } from "../exports/load.js";

it("secrets of the environment are out of reach until somebody imports what opens it", async () => {
  const ofHome = JSON.stringify({ lc: 1, type: "secret", id: ["HOME"] });
  await expect(load(ofHome, { secretsFromEnv: true })).rejects.toThrow('import "@earshot/core/env"');
  await import("../exports/env.js");
  expect(await load(ofHome, { secretsFromEnv: true })).toBe(process.env["HOME"]);
});
