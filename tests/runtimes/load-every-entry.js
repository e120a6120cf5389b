// Loads every public subpath of every built package, as an application would: from `dist`, on the Node that runs this.
import { readdirSync, readFileSync } from "node:fs";

const packages = new URL("../../packages/", import.meta.url);
let loaded = 0;

for (const directory of readdirSync(packages)) {
  const { name, exports } = JSON.parse(readFileSync(new URL(`${directory}/package.json`, packages), "utf8"));
  for (const subpath of Object.keys(exports)) {
    if (subpath === "./package.json") continue;
    await import(name + subpath.slice(1));
    loaded += 1;
  }
}

if (loaded === 0) throw new Error("No package has a public subpath. Run `npm run sync-exports` and `npm run build`.");
console.log(`${process.version}: ${loaded} public subpaths loaded`);
