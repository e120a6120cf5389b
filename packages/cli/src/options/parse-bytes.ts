import { InvalidArgumentError } from "commander";

const units: Readonly<Record<string, number>> = { "": 1, k: 1000, m: 1e6, g: 1e9, t: 1e12 };

/** Bytes of a size as people write it: `500MB`, `2 GB`, `1.5g`. */
export function parseBytes(text: string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/iu.exec(text.trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  if (amount === undefined || factor === undefined)
    throw new InvalidArgumentError("A size is a number and a unit, such as 500MB or 2GB.");
  return Math.round(Number(amount) * factor);
}
