type Data = Readonly<Record<string, unknown>>;

/** What an object of a text stands for. */
export type SerializedNode =
  | { readonly kind: "data"; readonly value: Data }
  | { readonly kind: "escaped"; readonly value: unknown }
  | { readonly kind: "secret"; readonly name: string }
  | { readonly kind: "constructor"; readonly id: readonly string[]; readonly kwargs: Data }
  | { readonly kind: "not_implemented"; readonly id: readonly string[] }
  | { readonly kind: "malformed"; readonly what: string };

const escapeKey = "__lc_escaped__";

/** Reads what an object of a text stands for. */
export function serializedNode(value: Data): SerializedNode {
  const { lc, type, id, kwargs, [escapeKey]: escaped } = value;
  if (typeof escaped === "object" && escaped !== null && Object.keys(value).length === 1)
    return { kind: "escaped", value: escaped };
  if (lc !== 1 || (type !== "secret" && type !== "constructor" && type !== "not_implemented"))
    return { kind: "data", value };
  if (!isId(id)) return { kind: "malformed", what: `a ${type} needs a list of texts as its \`id\`.` };
  if (type === "secret") return { kind: "secret", name: id.join("/") };
  if (type === "not_implemented") return { kind: "not_implemented", id };
  if (typeof kwargs !== "object" || kwargs === null || Array.isArray(kwargs))
    return { kind: "malformed", what: "a constructor needs a dictionary as its `kwargs`." };
  return { kind: "constructor", id, kwargs: kwargs as Data };
}

function isId(id: unknown): id is readonly string[] {
  return Array.isArray(id) && id.length > 0 && id.every((part) => typeof part === "string");
}
