import { EarshotError } from "../errors/earshot-error.js";
import { fromBase64 } from "./base64.js";
import { setKey, tagKey } from "./json-object.js";
import { revivableClass } from "./revivable-classes.js";

type Fields = Readonly<Record<string, unknown>>;

const nativeErrors: Readonly<Record<string, ErrorConstructor>> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

const views: Readonly<Record<string, new (buffer: ArrayBuffer) => unknown>> = {
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
};

const revivers = new Map<string, (fields: Fields) => unknown>([
  ["date", ({ value }) => new Date(value === null ? Number.NaN : String(value))],
  ["number", ({ value }) => Number(value)],
  ["bigint", ({ value }) => BigInt(String(value))],
  ["undefined", () => undefined],
  ["map", ({ entries }) => new Map((entries as unknown[]).filter(Array.isArray) as [unknown, unknown][])],
  ["set", ({ items }) => new Set(items as unknown[])],
  ["bytes", reviveBytes],
  ["error", reviveError],
]);

/**
 * Makes of parsed JSON what a line was written from. A tag that is not known – a later version may write it – leaves the object as it
 * is, and so does one whose fields don't make what it says.
 *
 * @example
 * ```ts
 * import { decodeValue, ValueEncoder } from "@earshot/core/events/json";
 *
 * const json = JSON.stringify(new ValueEncoder().encode({ at: new Date(0), ids: new Set([1n]) }));
 * console.log(json); // => {"at":{"$":"date","value":"1970-01-01T00:00:00.000Z"},"ids":{"$":"set","items":[{"$":"bigint","value":"1"}]}}
 * console.log(decodeValue(JSON.parse(json))); // => { at: 1970-01-01T00:00:00.000Z, ids: Set(1) { 1n } }
 * ```
 */
export function decodeValue(json: unknown): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(decodeValue);
  const tag = (json as Fields)[tagKey];
  if (tag === "object") return decodeEntries((json as Fields)["value"] as object);
  const fields = decodeEntries(json);
  if (typeof tag !== "string") return fields;
  const revive = revivers.get(tag) ?? reviverOfClass(tag, fields);
  if (revive === undefined) return fields;
  const { [tagKey]: _, ...content } = fields as Fields;
  try {
    return revive(content);
  } catch {
    return fields;
  }
}

function reviverOfClass(name: string, fields: object): ((fields: Fields) => unknown) | undefined {
  const revivable = revivableClass(name);
  const [needed] = revivable?.fields ?? [];
  return needed !== undefined && needed in fields ? revivable?.make : undefined;
}

function decodeEntries(json: object): object {
  const decoded = {};
  for (const [key, value] of Object.entries(json)) setKey(decoded, key, decodeValue(value));
  return decoded;
}

/** The words of the error are kept, and its class as far as it is one of the language's. Its name is no field, as in the original. */
function reviveError({ name, message, stack, cause, errors, fields, marks, isEarshotError }: Fields): Error {
  const error = makeError(String(name), String(message), { cause, errors, fields, isEarshotError });
  for (const [key, value] of Object.entries((fields ?? {}) as Fields)) setKey(error, key, value);
  const hidden = { writable: true, configurable: true, enumerable: false };
  for (const [key, value] of Object.entries((marks ?? {}) as Fields))
    Object.defineProperty(error, Symbol.for(key), { ...hidden, value });
  if (error.name !== name) Object.defineProperty(error, "name", { ...hidden, value: String(name) });
  if (stack !== undefined) Object.defineProperty(error, "stack", { ...hidden, value: stack });
  return error;
}

function makeError(name: string, message: string, { cause, errors, fields, isEarshotError }: Fields): Error {
  if (isEarshotError === true) {
    const { code } = (fields ?? {}) as { readonly code?: unknown };
    return new EarshotError(message, { code: String(code), cause });
  }
  const options = cause === undefined ? undefined : { cause };
  if (Array.isArray(errors)) return new AggregateError(errors, message, options);
  return new (nativeErrors[name] ?? Error)(message, options);
}

function reviveBytes({ type, base64 }: Fields): unknown {
  const bytes = fromBase64(String(base64)).buffer;
  if (type === "ArrayBuffer") return bytes;
  return new (views[String(type)] ?? Uint8Array)(bytes);
}
