import { expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

it("streams an answer to a client that is cut off and comes back", async () => {
  const lines = await runExample("web-stream/main.ts");
  expect(lines[0]).toBe("(a client asks)");
  expect(lines).toContain("using search …");
  expect(lines).toContain("(the client is back)");
  const printed = lines.filter((line) => !/^\(|^using|^ended/.test(line)).join("");
  expect(printed).toBe("Owls turn their heads by 270 degrees, since their eyes can't move.");
  expect(lines.at(-1)).toBe("ended: ok");
});
