/** An example: values by the names that its prompt has for them. */
export type Example = Readonly<Record<string, unknown>>;
