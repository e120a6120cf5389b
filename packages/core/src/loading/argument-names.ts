import { messageBrand } from "../messages/message-brand.js";
import type { LoadableClass } from "./loadable-classes.js";

const separatedLetter = /(?<=[^_.\- ])[_.\- ]+(.)/g;

/** `template_format` → `templateFormat`: the way back from the spelling of serialized keys. */
function camelCase(key: string): string {
  return key.replaceAll(separatedLetter, (_, letter: string) => letter.toUpperCase());
}

/** How a class's constructor calls the argument that is written down as a key: by its aliases, else in camel case. */
export function argumentNames(loadable: LoadableClass): (key: string) => string {
  const names = new Map<string, string>();
  for (let level: unknown = loadable.prototype; level !== null; level = Object.getPrototypeOf(level))
    for (const [name, alias] of Object.entries(aliasesAt(level as object, loadable))) names.set(alias, name);
  const isMessage = messageBrand in loadable.prototype; // a message's fields are written as they are called
  return (key) => names.get(key) ?? (isMessage && key !== "content_blocks" ? key : camelCase(key));
}

/** Aliases are a getter of instances. There is none yet; one that needs its fields has nothing to say. */
function aliasesAt(level: object, loadable: LoadableClass): Record<string, string> {
  try {
    return (Reflect.get(level, "lc_aliases", Object.create(loadable.prototype)) as Record<string, string>) ?? {};
  } catch {
    return {};
  }
}
