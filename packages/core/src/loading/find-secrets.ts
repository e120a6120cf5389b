import type { MaybePromise } from "../runs/maybe-promise.js";
import { environmentReader } from "./environment-variable.js";
import { LoadError } from "./load-error.js";
import type { LoadOptions } from "./load-options.js";
import { shorten } from "./shorten.js";

/**
 * The values of the secrets that a text asks for, each looked up once: in the map, then in the environment if that is allowed.
 *
 * @param wanted names, each with the first place where it is wanted
 * @throws LoadError for the first that is missing
 */
export async function findSecrets(
  wanted: ReadonlyMap<string, string>,
  options: LoadOptions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [name, path] of wanted) {
    const value = (await fromSource(name, options)) ?? fromEnvironment(name, options);
    if (value === undefined) throw missing(name, path, options);
    found.set(name, value);
  }
  return found;
}

function fromSource(name: string, { secretsMap: source }: LoadOptions): MaybePromise<string | undefined> {
  if (typeof source === "function") return source(name);
  return source !== undefined && Object.hasOwn(source, name) ? source[name] : undefined;
}

function fromEnvironment(name: string, { secretsFromEnv: allowed = false }: LoadOptions): string | undefined {
  const isAllowed = typeof allowed === "boolean" ? allowed : allowed.includes(name);
  return isAllowed ? environmentReader()?.(name) : undefined;
}

function missing(name: string, path: string, { secretsFromEnv }: LoadOptions): LoadError {
  const isShut = secretsFromEnv !== undefined && secretsFromEnv !== false && environmentReader() === undefined;
  const remedy = isShut
    ? 'The environment is looked at after `import "@earshot/core/env"` only.'
    : "Pass it in `secretsMap`, or allow it by `secretsFromEnv`.";
  return new LoadError(`the secret "${shorten(name)}" is missing. ${remedy}`, { path, reason: "missing_secret" });
}
