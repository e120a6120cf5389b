import { UnknownOptionError } from "../errors/unknown-option-error.js";

/** Names that have to be among those that there are. @throws UnknownOptionError for the first that isn't */
export function checkNames(where: string, given: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = given?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UnknownOptionError(where, unknown, known);
}
