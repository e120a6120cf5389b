import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Who is measured. The floor has no scope: it is what a person would write by hand without any library. */
export const contenders = {
  floor: { title: "floor", scope: undefined },
  earshot: { title: "Earshot", scope: "@earshot/core" },
  langchain: { title: "LangChain", scope: "@langchain/core" },
};

/** One entry point that every program needs, to see whether a package has been built. */
const probe = "runnables";

/**
 * Whether the contender can be imported as its users import it: through the package's exports, from its built files.
 *
 * @param {keyof typeof contenders} contender
 */
export function isInstalled(contender) {
  const { scope } = contenders[contender];
  if (scope === undefined) return true;
  try {
    return existsSync(fileURLToPath(import.meta.resolve(`${scope}/${probe}`)));
  } catch {
    return false;
  }
}

/**
 * The version measured; the floor has none.
 *
 * @param {keyof typeof contenders} contender
 * @returns {string | undefined}
 */
export function readVersion(contender) {
  const { scope } = contenders[contender];
  if (scope === undefined || !isInstalled(contender)) return undefined;
  let folder = dirname(fileURLToPath(import.meta.resolve(`${scope}/${probe}`)));
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, "utf8"));
    if (name === scope) return version;
  }
  return undefined;
}
