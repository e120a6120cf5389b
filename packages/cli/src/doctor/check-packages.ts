import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cliVersion } from "../cli-version.js";
import type { Finding } from "./finding.js";

/** Whether the packages of a folder are there, and of the version of this command. */
export function checkPackages(folder: string): Finding {
  const about = "Packages";
  const own = cliVersion();
  const version = versionThere(folder);
  if (version === undefined)
    return {
      about,
      state: "advice",
      says: `@earshot/core is not installed for ${folder}`,
      advice: "Go to your program's folder, or install it there: npm install @earshot/core @earshot/studio",
    };
  if (version === own) return { about, state: "ok", says: `@earshot/core ${version}, as this command` };
  return {
    about,
    state: "advice",
    says: `@earshot/core is ${version}, this command is ${own}`,
    advice: "Install the same version of both.",
  };
}

function versionThere(folder: string): string | undefined {
  try {
    const file = createRequire(join(folder, "package.json")).resolve("@earshot/core/package.json");
    return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}
