/** A chain's inputs or outputs. */
export type ChainValues = Record<string, unknown>;

/** Values for a prompt's variables. */
export type InputValues<TName extends string = string> = Record<TName, unknown>;

/** Values that a prompt has beforehand, or what makes them. */
export type PartialValues<TName extends string = string> = Record<
  TName,
  string | (() => string) | (() => Promise<string>)
>;
