import { expect, it } from "vitest";
import { parseTemplate } from "./parse-template.js";
import { TemplateFormatError } from "./template-format-error.js";

it("knows no format but f-strings until another is loaded", async () => {
  expect(() => parseTemplate("{{x}}", "mustache")).toThrow(TemplateFormatError);
  await import("../exports/prompts.js");
  expect(parseTemplate("{{x}}", "mustache")).not.toHaveLength(0);
});
