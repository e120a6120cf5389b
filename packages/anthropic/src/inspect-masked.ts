const masked = "***";

/** What is read of the model that is shown. */
interface Shown {
  readonly lc_secrets: Readonly<Record<string, string>>;
}

/** What Node hands to an object that shows itself. */
export interface Inspection {
  /** The levels that may still be opened; null for all. */
  readonly depth: number | null;
  readonly options: object;
  readonly inspect: (value: unknown, options: object) => string;
}

/** A model as `console.log` shows it: its fields that are set, with `***` where `lc_secrets` says that a secret is. */
export function inspectMasked(model: Shown, name: string, { depth, options, inspect }: Inspection): string {
  if (depth !== null && depth < 0) return `[${name}]`;
  const set = Object.entries(model).filter(([, value]) => value !== undefined);
  const fields: Record<string, unknown> = Object.fromEntries(set);
  for (const path of Object.keys(model.lc_secrets)) mask(fields, path.split("."));
  return `${name} ${inspect(fields, { ...options, depth })}`;
}

/** Copies what it changes: `fields` is a copy already, what is in it is the model's own. */
function mask(fields: Record<string, unknown>, [key = "", ...rest]: readonly string[]): void {
  const value = fields[key];
  if (value === undefined || value === null) return;
  if (rest.length === 0) fields[key] = masked;
  else if (typeof value === "object") mask((fields[key] = { ...value }), rest);
}
