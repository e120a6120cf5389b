import { describe, expect, it } from "vitest";
import { earshotIntegration, earshotMiddleware, earshotTelemetry } from "../src/index.js";

const handler = { onEvent: () => undefined };

// Each was taken, and nobody heard anything.
describe.each([
  ["earshotTelemetry", earshotTelemetry],
  ["earshotMiddleware", earshotMiddleware],
  ["earshotIntegration", earshotIntegration],
])("%s", (name, make) => {
  it.each([
    [[handler], "INVALID_OPTION", `The options object of ${name} can't be a list. Give an object of \`callbacks\``],
    [null, "INVALID_OPTION", `The options object of ${name} can't be null.`],
    [handler, "UNKNOWN_OPTION", `${name}: there is no "onEvent".`],
    [{ callback: [handler] }, "UNKNOWN_OPTION", 'there is no "callback". There is: callbacks.'],
    [{ callbacks: handler }, "INVALID_HANDLER", "found an object with onEvent."],
    [{ callbacks: [[handler]] }, "INVALID_HANDLER", "found one of type Array."],
    [{ callbacks: [{}] }, "INVALID_HANDLER", "found an object with nothing."],
  ])("refuses %o", (options, code, message) => {
    const error = expect.objectContaining({ code, message: expect.stringContaining(message) });
    expect(() => make(options as never)).toThrow(error);
  });

  it("takes nothing, and nobody", () => {
    expect(() => make()).not.toThrow();
    expect(() => make({ callbacks: undefined } as never)).not.toThrow();
    expect(() => make({ callbacks: [] })).not.toThrow();
  });
});
