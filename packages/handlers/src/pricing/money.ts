/**
 * An exact amount of US dollars: a whole number of 10⁻²⁷ dollars. Prices per million tokens have up to 18 decimals, a token costs a
 * millionth of one, and a factor has three: nothing is ever rounded, and sums don't depend on their order.
 */
export type Money = bigint;

const decimalsOfMoney = 27;

/** A decimal number as a whole number of 10^-`decimals`; `undefined` if it is none, is negative, or has more decimals than that. */
export function parseDecimal(value: number | string, decimals: number): bigint | undefined {
  const [, whole = "", fraction = "", exponent = "0"] =
    /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/iu.exec(String(value)) ?? [];
  if (whole === "") return undefined;
  const shift = decimals + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  if (Math.abs(shift) > 400) return undefined;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return digits % divisor === 0n ? digits / divisor : undefined;
}

/** Dollars as money; `undefined` if they are no decimal number of zero or more. */
export function parseMoney(dollars: number | string): Money | undefined {
  return parseDecimal(dollars, decimalsOfMoney);
}

/** All digits of an amount, and no zeros at the end: `"0.006975"`. */
export function formatMoney(money: Money): string {
  const digits = money.toString().padStart(decimalsOfMoney + 1, "0");
  const fraction = digits.slice(-decimalsOfMoney).replace(/0+$/u, "");
  const whole = digits.slice(0, -decimalsOfMoney);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
