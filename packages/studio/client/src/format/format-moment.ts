import { formatDay } from "./format-day.js";

const time = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});

/** The time of a moment of today, with the day before it for others. */
export function formatMoment(milliseconds: number): string {
  const moment = new Date(milliseconds);
  const isToday = moment.toDateString() === new Date().toDateString();
  return isToday ? time.format(moment) : `${formatDay(milliseconds)}, ${time.format(moment)}`;
}
