import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { contenders } from "../harness/contenders.mjs";

const { contender } = JSON.parse(process.argv[2]);
const root = join(import.meta.dirname, "../..");
const { scope } = contenders[contender];
const packages = collectPackages(scope);
const sizes = packages.map((folder) => (folder.includes("node_modules") ? sumFolder(folder) : sumPacked(folder)));
process.stdout.write(
  JSON.stringify({
    megabytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
    files: sizes.reduce((sum, { files }) => sum + files, 0),
    packages: packages.length,
  }),
);

/** The package and everything its dependencies bring, found where Node would find it; each installed copy once. */
function collectPackages(name) {
  const found = new Set();
  const visit = (wanted, from) => {
    const folder = findPackage(wanted, from);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const dependency of Object.keys(dependencies)) visit(dependency, folder);
  };
  visit(name, root);
  return [...found];
}

function findPackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

/** An installed dependency: its files as they lie there, without the copies nested in it, which are counted for themselves. */
function sumFolder(folder) {
  let bytes = 0;
  let files = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules") {
      const inner = sumFolder(path);
      bytes += inner.bytes;
      files += inner.files;
    } else if (entry.isFile()) {
      bytes += statSync(path).size;
      files += 1;
    }
  }
  return { bytes, files };
}

/** A workspace package: what `npm pack` would publish, not what happens to lie in the folder. */
function sumPacked(folder) {
  const options = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
  const [packed] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], options));
  return { bytes: packed.unpackedSize, files: packed.entryCount };
}
