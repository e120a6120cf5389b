import { UnknownOptionError } from "@earshot/core/errors";

/**
 * Refuses options that there are not: a limit that is misspelt limits nothing.
 *
 * @throws {UnknownOptionError} that lists those there are
 */
export function refuseUnknownOptions<TOptions extends object>(
  where: string,
  options: TOptions,
  known: Readonly<Record<TOptions extends unknown ? keyof TOptions : never, true>>,
): void {
  for (const key of Object.keys(options))
    if (!(key in known)) throw new UnknownOptionError(where, key, Object.keys(known));
}
