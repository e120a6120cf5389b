const escapeKey = "__lc_escaped__";

/**
 * Copies a value for the arguments of a serialized component. A plain object that carries a key `lc` – and so could pass for a
 * serialized component when it is read back – is wrapped as `{ __lc_escaped__: object }`. What serializes itself stays as it is;
 * an object inside itself becomes its `not_implemented` description instead of an endless copy.
 */
export function escapeValue(value: unknown, ancestors: Set<object>): unknown {
  if (typeof value !== "object" || value === null || isSelfSerializing(value)) return value;
  if (ancestors.has(value)) return describe(value);
  if (!Array.isArray(value) && looksSerialized(value)) return { [escapeKey]: value };
  ancestors.add(value);
  const copy = Array.isArray(value)
    ? value.map((item) => escapeValue(item, ancestors))
    : escapeEntries(value, ancestors);
  ancestors.delete(value);
  return copy;
}

function escapeEntries(value: object, ancestors: Set<object>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) copy[key] = escapeValue(entry, ancestors);
  return copy;
}

/** Components, dates and everything else that knows its own JSON form are left to `JSON.stringify`; bytes are not taken apart. */
function isSelfSerializing(value: object): boolean {
  return ArrayBuffer.isView(value) || typeof (value as { toJSON?: unknown }).toJSON === "function";
}

function looksSerialized(value: object): boolean {
  return "lc" in value || (escapeKey in value && Object.keys(value).length === 1);
}

function describe(value: object): unknown {
  const id = (value as { lc_id?: unknown }).lc_id;
  return { lc: 1, type: "not_implemented", id: Array.isArray(id) ? id : [value.constructor?.name ?? "Object"] };
}
