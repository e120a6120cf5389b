/** An object of JSON, looked into with care: what comes from a trace may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What an event says besides its facts; nothing where that was left out, or can't be read. */
export function payloadOf(event: { readonly payload?: string | undefined } | undefined): Fields {
  try {
    const said: unknown = JSON.parse(event?.payload ?? "{}");
    return isFields(said) ? said : {};
  } catch {
    return {}; // what was imported may say anything
  }
}

/** The first of these that is a text with something in it. */
export function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}
