import { InvalidArgumentError } from "commander";

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a duration as people write it: `500ms`, `90s`, `2h`, `1.5d`. */
export function parseDuration(text: string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*(ms|[smhdw])$/u.exec(text.trim()) ?? [];
  const factor = units[unit];
  if (amount === undefined || factor === undefined)
    throw new InvalidArgumentError("A duration is a number and a unit, such as 90s, 15m, 2h or 7d.");
  return Number(amount) * factor;
}
