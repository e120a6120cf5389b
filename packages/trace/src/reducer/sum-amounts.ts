/** The sum of decimal amounts, zero or more, with all their digits and no zeros at the end: `"0.1"` and `"0.2"` are `"0.3"`. */
export function sumAmounts(amounts: Iterable<string>): string {
  let sum = 0n;
  let decimals = 0;
  for (const amount of amounts) {
    const [whole = "0", fraction = ""] = amount.split(".");
    if (fraction.length > decimals) {
      sum *= 10n ** BigInt(fraction.length - decimals);
      decimals = fraction.length;
    }
    sum += BigInt(whole + fraction) * 10n ** BigInt(decimals - fraction.length);
  }
  const digits = sum.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/u, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
