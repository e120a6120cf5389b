import { EarshotError } from "../errors/earshot-error.js";

/** A template is written in a format that there is no parser for. */
export class TemplateFormatError extends EarshotError {
  override readonly name = "TemplateFormatError";
  readonly format: string;

  constructor(format: string) {
    super(
      `There is no template format "${format}". Use "f-string", the default: variables in braces, as in "Hi {name}".`,
      { code: "TEMPLATE_FORMAT" },
    );
    this.format = format;
  }
}
