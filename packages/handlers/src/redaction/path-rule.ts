import { checkOption } from "@earshot/core/options";
import { pathShape } from "./check-rules.js";

/** A place whose value is hidden, whatever it is. */
export interface PathRule {
  /** The keys that lead there, the event's field first; `*` is any key, `**` any number of them. */
  readonly path: string;
  /** What is shown instead; default `"[redacted]"`. */
  readonly replacement?: unknown;
}

/**
 * Hides what stands at `where`: keys joined by dots, beginning with the event's field (`inputs`, `outputs`, `messages`, `metadata`, `args`,
 * `input`, `output`, `result`, `data` …). `*` is any key, `**` any number of keys. Case is of no account. It looks into text that is JSON;
 * where a rule of this kind is in force, a tool call's arguments are shown once they are all there.
 *
 * @throws InvalidOptionError for what is none
 *
 * @example
 * ```ts
 * import { path, redactValue } from "@earshot/handlers/redaction";
 *
 * const passwords = path("inputs.**.password");
 * const inputs = { user: { name: "Ada", password: "hunter2" } };
 * console.log(redactValue(inputs, [passwords], "inputs")); // => { user: { name: 'Ada', password: '[redacted]' } }
 * ```
 */
export function path(where: string, replacement: unknown = "[redacted]"): PathRule {
  checkOption("the path of path()", where, pathShape);
  return { path: where, replacement };
}

/** Whether the rule's keys lead to `keys`. */
export function leadsTo(rule: readonly string[], keys: readonly string[]): boolean {
  // The ends that the rule's first keys may have reached, key by key: linear, where trying each length of `**` would not be.
  let reached = new Set<number>(skipAny(rule, 0));
  for (const key of keys) {
    const next = new Set<number>();
    const lowerCase = key.toLowerCase();
    for (const position of reached) {
      const expected = rule[position];
      if (expected === "**") for (const further of skipAny(rule, position)) next.add(further);
      else if (expected === "*" || expected === lowerCase)
        for (const further of skipAny(rule, position + 1)) next.add(further);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(rule.length);
}

/** `**` may stand for nothing at all. */
function skipAny(rule: readonly string[], position: number): number[] {
  const positions = [position];
  for (let next = position; rule[next] === "**"; next++) positions.push(next + 1);
  return positions;
}
