import { EarshotError } from "../errors/earshot-error.js";

/** A template is written in a format that there is no parser for. */
export class TemplateFormatError extends EarshotError {
  override readonly name = "TemplateFormatError";
  readonly format: string;

  constructor(format: string) {
    super(
      `Template format "${format}" isn't there. Use "f-string", as in "Hi {name}"; "mustache" takes \`import "@earshot/core/runnables/methods"\`.`,
      { code: "TEMPLATE_FORMAT" },
    );
    this.format = format;
  }
}
