import type { Json, PayloadRecord } from "./payload-record.js";

/** What was sent, by the place of each record in its tree: comparable between two runs of one program. */
export type Payload = Readonly<Record<string, Json>>;

const ANY_UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const COMPACT_TIME = /\d{8}T\d{12}Z/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g;
const STACK = /\n\s+at [^\n]*/g;

/**
 * Takes out what differs from run to run and nothing else: ids become the path of what they name, times become `<time>`, stacks lose
 * their frames. Values of `volatile` keys (durations, random seeds, sizes) become `<volatile>`: that they are there is compared. JSON within
 * a string is compared field by field.
 */
export function normalisePayload(records: readonly PayloadRecord[], volatile: readonly string[]): Payload {
  const paths = pathsOf(records);
  const known = [...new Set(records.map(({ id }) => id))].sort((a, b) => b.length - a.length);
  const clean = (value: Json, key = ""): Json => {
    if (volatile.includes(key)) return "<volatile>";
    if (typeof value === "string") return cleanText(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Json) => clean(item));
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, item]): [string, Json] => [cleanText(name) as string, clean(item, name)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  const cleanText = (text: string): Json => {
    const parsed = jsonIn(text);
    if (parsed !== undefined) return { "<json>": clean(parsed) };
    let cleaned = text.replaceAll(STACK, "").replaceAll(TIME, "<time>").replaceAll(COMPACT_TIME, "<time>");
    for (const id of known) if (id.length > 0) cleaned = cleaned.replaceAll(id, `<${paths.get(id)}>`);
    return cleaned.replaceAll(ANY_UUID, "<uuid>");
  };
  const payload: Record<string, Json> = {};
  for (const record of records) {
    const path = `${paths.get(record.id)}${record.kind === undefined ? "" : ` · ${record.kind}`}`;
    let key = path;
    for (let number = 2; key in payload; number += 1) key = `${path} #${number}`;
    payload[key] = clean(record.fields);
  }
  return Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** "outer/answer/InvokedModel": the names from the root, and a number for a name that its siblings have too. */
function pathsOf(records: readonly PayloadRecord[]): Map<string, string> {
  const byId = new Map<string, { name: string; parentId: string | undefined }>();
  for (const { id, name, parentId } of records) {
    // Not each record of an id says what it is called and where it belongs.
    const known = byId.get(id);
    byId.set(id, { name: known?.name || name, parentId: known?.parentId || parentId });
  }
  const paths = new Map<string, string>();
  const taken = new Set<string>();
  const pathOf = (id: string): string => {
    const known = paths.get(id);
    if (known !== undefined) return known;
    const node = byId.get(id);
    if (node === undefined) return "<not sent>";
    const path = node.parentId ? `${pathOf(node.parentId)}/${node.name}` : node.name;
    let unique = path;
    for (let number = 2; taken.has(unique); number += 1) unique = `${path}#${number}`;
    taken.add(unique);
    paths.set(id, unique);
    return unique;
  };
  for (const id of byId.keys()) pathOf(id);
  return paths;
}

function jsonIn(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
