import type { Json } from "./payload-record.js";
import type { Payload } from "./normalise-payload.js";
import type { VendorDifference } from "./vendor.js";

/** LangChain's own marks: they say which LangChain made the call, and Earshot's runs are none of its. */
export const noVersions: VendorDifference = {
  programs: "all",
  what: "The metadata has no `ls_integration` and no `versions` of `@langchain/*`",
  reason: "They say which LangChain made the call; Earshot's runs are none of its.",
  expected: (payload) => withoutKeys(payload, /(^|[._])(ls_integration|versions)$/),
};

/** Tags reach a run in the order of the tree. */
export const ownTagsLast: VendorDifference = {
  programs: ["nested chains with names, tags and metadata"],
  what: "A step's own tags stand last, after those it inherits",
  reason: "The order is the same whether tags come from a constructor or from `withConfig`.",
  expected: (payload) =>
    mapJson(payload, (value) => {
      if (!Array.isArray(value)) return value;
      const place = value.indexOf("inner");
      if (place === -1 || value[place + 1] !== "outer") return value;
      return [...value.slice(0, place), "outer", "inner", ...value.slice(place + 2)] as Json[];
    }),
};

/** For clients that copy an object's own fields: LangChain's messages and prompt values have fields about their class among them. */
export const noInternalFields: VendorDifference = {
  programs: "all",
  what: "A message and a prompt value have none of LangChain's `lc_*` fields, which hold the content once more or in place of it",
  reason:
    "A message's own fields are what it says; `lc_kwargs` and the rest are there to be read, and aren't copied along.",
  expected: (payload) =>
    mapJson(payload, (value) => {
      if (!isObject(value) || !isObject(value["lc_kwargs"])) return value;
      const own = Object.entries(value).filter(
        // What both hold, the client has written once only: as null, or as the JSON of LangChain's classes, in the other place.
        ([key, item]) => !key.startsWith("lc_") && item !== null && key !== "messages",
      );
      const { metadata: _, ...held } = { ...value["lc_kwargs"], ...Object.fromEntries(own) };
      return held;
    }),
};

/** A payload with `change` made to each value in it, from the leaves up. */
export function mapJson(payload: Payload, change: (value: Json) => Json): Payload {
  const map = (value: Json): Json => {
    if (Array.isArray(value)) return change(value.map(map));
    if (typeof value !== "object" || value === null) return change(value);
    return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)])));
  };
  return map(payload) as Payload;
}

/** A payload without the keys that match, and without a message's `metadata` that holds nothing else. */
export function withoutKeys(payload: Payload, pattern: RegExp): Payload {
  const isEmptied = (key: string, value: Json) =>
    key === "metadata" &&
    isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.keys(value).every((name) => pattern.test(name));
  const walk = (value: Json, isMessage = false): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => walk(item));
    if (!isObject(value)) return value;
    const kept = Object.entries(value).filter(
      ([key, item]) => !pattern.test(key) && !(isMessage && isEmptied(key, item)),
    );
    return Object.fromEntries(kept.map(([key, item]) => [key, walk(item, key === "kwargs")]));
  };
  return walk(payload) as Payload;
}

/** Whether a value has fields. */
export function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
