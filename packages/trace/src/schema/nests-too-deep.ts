/** Levels of JSON that are taken from outside; what Earshot writes itself has 32. Much deeper, and whoever walks through it falls over. */
const deepest = 256;

/** Whether what was parsed of JSON has more levels than are taken. */
export function nestsTooDeep(json: unknown, left = deepest): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (left === 0) return true;
  const inside: readonly unknown[] = Array.isArray(json) ? json : Object.values(json);
  return inside.some((each) => nestsTooDeep(each, left - 1));
}
