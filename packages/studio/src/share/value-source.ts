import { type Fields, fieldsOf } from "./fields.js";
import { literal } from "./literal.js";

/** Longer than this, what could stand in one line stands in several. */
const lineWidth = 100;

/** Deeper than this nobody reads, and a text from elsewhere may go on without end. */
const deepest = 100;

/** What of a message is asked or answered; ids, figures and metadata are the provider's. */
const messageFields = ["content", "name", "role", "status", "tool_call_id", "tool_calls"];

/** What JSON has no word for, and event lines say by a tag. */
const plainTags = new Set(["date", "number", "bigint", "map", "set", "bytes"]);

/** Writes values of event lines as source, and knows what the source has to import. */
export class ValueSource {
  readonly #imports = new Map<string, { readonly names: Set<string>; readonly isTypes: boolean }>();

  /** Has a name imported. */
  use(module: string, name: string): void {
    this.#import(module, name, false);
  }

  /** Has a type imported, of a module of which nothing else is. */
  useType(module: string, name: string): void {
    this.#import(module, name, true);
  }

  /** The lines that import what was used. */
  importLines(): string {
    const modules = [...this.#imports].sort(([left], [right]) => (left < right ? -1 : 1));
    const lines = modules.map(([module, { names, isTypes }]) => {
      const listed = [...names].sort().join(", ");
      return `import ${isTypes ? "type " : ""}{ ${listed} } from ${literal(module)};`;
    });
    return lines.join("\n");
  }

  /** An expression that makes the value: messages are made by their classes. */
  given(json: unknown, depth = 0): string {
    const tag = tagOf(json);
    if (tag === undefined) return plain(json, depth, (item, below) => this.given(item, below));
    const fields = json as Fields;
    const type = messageType(tag);
    if (type === undefined) {
      this.use("@earshot/core/events/json", "decodeValue");
      return `decodeValue(${plain(json, depth, untagged)})`;
    }
    this.use("@earshot/core/messages", type);
    const said = messageFields.filter((name) => fields[name] !== undefined && !isByDefault(name, fields[name]));
    const isText = typeof fields["content"] === "string" && said.length === 1;
    const made = isText ? fields["content"] : Object.fromEntries(said.map((name) => [name, fields[name]]));
    return `new ${type}(${this.given(made, depth)})`;
  }

  /** What `toMatchObject` compares with the value: of messages what they say, of objects of other classes their fields. */
  expected(json: unknown, depth = 0): string {
    const inner = (item: unknown, below: number): string => this.expected(item, below);
    const tag = tagOf(json);
    if (tag === undefined) return plain(json, depth, inner);
    if (tag === "undefined") return "undefined";
    if (plainTags.has(tag)) return this.given(json, depth);
    const fields = json as Fields;
    if (tag === "object") return plain(fields["value"], depth, inner);
    if (tag === "error") return plain({ name: fields["name"], message: fields["message"] }, depth, inner);
    if (messageType(tag) !== undefined) return plain(answered(fields), depth, inner);
    const { $: _, ...shown } = fields;
    return plain(shown, depth, inner);
  }

  #import(module: string, name: string, isTypes: boolean): void {
    const { names } = this.#imports.get(module) ?? { names: new Set<string>() };
    this.#imports.set(module, { names: names.add(name), isTypes });
  }
}

/** What a message says: its content, and the tools that it calls. */
export function answered({ content, tool_calls: calls }: Fields): Fields {
  const called = Array.isArray(calls)
    ? calls.map((call) => {
        const { name, args } = fieldsOf(call);
        return { name, args };
      })
    : [];
  return { content: content ?? "", ...(called.length > 0 && { tool_calls: called }) };
}

const isByDefault = (name: string, value: unknown): boolean =>
  (name === "status" && value === "success") || (name === "tool_calls" && Array.isArray(value) && value.length === 0);

const tagOf = (json: unknown): string | undefined => {
  const tag = fieldsOf(json)["$"];
  return typeof tag === "string" ? tag : undefined;
};

/** A chunk is the message that it adds up to. */
const messageType = (tag: string): string | undefined =>
  /^((?:Human|System|AI|Tool|Chat)Message)(?:Chunk)?$/.exec(tag)?.[1];

const untagged = (json: unknown, depth: number): string => plain(json, depth, untagged);

function plain(json: unknown, depth: number, write: (json: unknown, depth: number) => string): string {
  if (typeof json === "string") return literal(json);
  if (typeof json !== "object" || json === null) return JSON.stringify(json) ?? "undefined";
  if (depth > deepest) return "undefined";
  if (Array.isArray(json))
    return layOut(
      ["[", "]"],
      json.map((item) => write(item, depth + 1)),
      depth,
    );
  const entries = Object.entries(json).filter(([, value]) => value !== undefined);
  const parts = entries.map(([key, value]) => `${keySource(key)}: ${write(value, depth + 1)}`);
  return layOut(["{ ", " }"], parts, depth);
}

/** `"__proto__": …` would say what an object is made from. */
function keySource(key: string): string {
  if (key === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
}

function layOut([open, close]: readonly [string, string], parts: readonly string[], depth: number): string {
  if (parts.length === 0) return `${open}${close}`.replaceAll(" ", "");
  const line = `${open}${parts.join(", ")}${close}`;
  if (line.length + depth * 2 <= lineWidth && !line.includes("\n")) return line;
  const space = "  ".repeat(depth);
  return `${open.trim()}\n${parts.map((part) => `${space}  ${part},\n`).join("")}${space}${close.trim()}`;
}
