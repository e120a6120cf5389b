import { EarshotError } from "@earshot/core/errors";

/** A price of one's own is no price. */
export class InvalidPriceError extends EarshotError {
  override readonly name = "InvalidPriceError";
  readonly model: string;
  readonly field: string;

  constructor(model: string, { field, value }: { readonly field: string; readonly value: unknown }) {
    super(
      `The price "${field}" of "${model}" is ${String(value)}. Give US dollars per million tokens: a number of zero or more with at most 18 decimals, or a string of one; \`input\` is always needed.`,
      { code: "INVALID_PRICE" },
    );
    this.model = model;
    this.field = field;
  }
}
