/** How a message looks in `console.log`: its class, and what it says as JSON, at most `depth` levels deep. */
export function printMessage(name: string, fields: object, depth: number): string {
  return `${name} ${JSON.stringify(clip(fields, depth), null, 2)}`;
}

function clip(value: unknown, depth: number): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return value;
  if (depth <= 0) return Array.isArray(value) ? "[Array]" : "[Object]";
  if (Array.isArray(value)) return value.map((item) => clip(item, depth - 1));
  const clipped: Record<string, unknown> = {};
  for (const key of Object.keys(value)) clipped[key] = clip((value as Record<string, unknown>)[key], depth - 1);
  return clipped;
}
