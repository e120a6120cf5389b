import type { InvalidToolCall, ToolCall } from "./tool-call.js";

/** The calls as OpenAI's API spells them, parsed; a call whose arguments are no JSON goes to the second list. */
export function defaultToolCallParser(
  rawToolCalls: readonly Record<string, unknown>[],
): [ToolCall[], InvalidToolCall[]] {
  const valid: ToolCall[] = [];
  const invalid: InvalidToolCall[] = [];
  for (const raw of rawToolCalls) {
    const called = raw.function as { name?: string; arguments?: string } | undefined;
    if (called === undefined) continue;
    const id = raw.id as string | undefined;
    try {
      valid.push({ name: called.name ?? "", args: JSON.parse(called.arguments as string) ?? {}, id });
    } catch {
      invalid.push({ name: called.name, args: called.arguments, id, error: "Malformed args." });
    }
  }
  return [valid, invalid];
}
