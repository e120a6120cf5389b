/** What is said somewhere, by name. */
export type Facts = Readonly<Record<string, unknown>>;

/** The first of the names that stands for a text. */
export function firstText(facts: Facts, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(facts[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
