import { formatDay } from "../../format/format-day.js";

const day = 86_400_000;
const minute = 60_000;

const minuteFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
const secondFormat = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});

/** When a step begins, as exactly as its length needs. */
export function formatStep(time: number, stepMs: number): string {
  if (stepMs >= day) return formatDay(time);
  const moment = (stepMs < minute ? secondFormat : minuteFormat).format(time);
  return new Date(time).toDateString() === new Date().toDateString() ? moment : `${formatDay(time)}, ${moment}`;
}

/** How long a step is, in words: `15 minutes`. */
export function formatStepLength(stepMs: number): string {
  const units = [
    [day, "day"],
    [3_600_000, "hour"],
    [minute, "minute"],
    [1_000, "second"],
  ] as const;
  const [length, name] = units.find(([unit]) => stepMs >= unit) ?? [1_000, "second"];
  const count = Math.round(stepMs / length);
  return count === 1 ? name : `${count} ${name}s`;
}
