/** A number with what it counts: `1 model call`, `2 model calls`. */
export function withCount(count: number | string, what: string): string {
  return `${count} ${what}${Number(count) === 1 ? "" : "s"}`;
}
