import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { wantsColor } from "./wants-color.js";

beforeEach(() => {
  for (const name of ["NO_COLOR", "FORCE_COLOR"]) vi.stubEnv(name, undefined);
  vi.stubEnv("TERM", "xterm");
});
afterEach(() => void vi.unstubAllEnvs());

const terminal = { write() {}, isTTY: true };
const pipe = { write() {} };

it("colours terminals only", () => {
  expect([wantsColor(terminal), wantsColor(pipe)]).toEqual([true, false]);
});

it.each([
  [{ NO_COLOR: "1" }, false, false],
  [{ NO_COLOR: "" }, true, false],
  [{ FORCE_COLOR: "1" }, true, true],
  [{ FORCE_COLOR: "" }, true, true],
  [{ FORCE_COLOR: "0" }, false, false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, false, false],
  [{ TERM: "dumb" }, false, false],
])("with %o: terminal %s, pipe %s", (environment, onTerminal, onPipe) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect([wantsColor(terminal), wantsColor(pipe)]).toEqual([onTerminal, onPipe]);
});
