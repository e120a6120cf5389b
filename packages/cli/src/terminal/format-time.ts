/** In local time, to be read by people: `2026-11-26 10:00:05`. */
export function formatTime(time: number): string {
  const date = new Date(time);
  const local = new Date(time - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace("T", " ");
}
