import { cliVersion } from "../cli-version.js";
import type { Finding } from "./finding.js";
import { copiesOf, earshotPackages } from "./installed-packages.js";

const about = "Packages";
const core = "@earshot/core";

/** Whether Earshot's packages are there, of one version, and the core once: handlers of one copy hear nothing of runs of another. */
export function checkPackages(folder: string): Finding {
  const own = cliVersion;
  const packages = earshotPackages(folder);
  const copies = copiesOf(core, folder);
  const facts = { command: own, packages, copiesOfCore: copies };
  if (copies.length === 0)
    return {
      about,
      state: "advice",
      says: `${core} is not installed for ${folder}`,
      advice: `Go to your program's folder, or install it there: npm install ${core} @earshot/studio`,
      facts,
    };
  if (copies.length > 1)
    return {
      about,
      state: "wrong",
      says: `there are ${copies.length} copies of ${core}, and handlers of one hear nothing of runs of another: ${copies.map(({ path, version }) => `${path} (${version})`).join(", ")}`,
      advice: "Ask for the same version everywhere, then: npm dedupe. npm ls @earshot/core shows who asks for which.",
      facts,
    };
  const versions = new Set([own, ...packages.map(({ version }) => version)]);
  const list = packages.map(({ name, version }) => `${name} ${version}`).join(", ");
  if (versions.size === 1) return { about, state: "ok", says: `${list}; ${core} once`, facts };
  const advice = "Install the same version of all of them.";
  return { about, state: "advice", says: `${list}; this command is ${own}`, advice, facts };
}
