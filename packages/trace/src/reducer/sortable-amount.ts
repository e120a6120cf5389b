/** A decimal amount as text that sorts as the amounts do, digit by digit: numbers would lose the last ones. */
export function sortableAmount(amount: string): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  const digits = fraction.replace(/0+$/u, "");
  return `${whole.replace(/^0+(?=\d)/u, "").padStart(20, "0")}${digits === "" ? "" : `.${digits}`}`;
}
