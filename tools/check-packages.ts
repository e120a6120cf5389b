// What a consumer gets: packs each built package as npm would and lets publint and attw look at the result, then compiles
// a program that imports every public subpath, its declarations read in full, with the newest and the oldest TypeScript
// that Earshot supports, bundles what has a size budget, and installs the command into an empty folder and uses it offline.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleEntry } from "./bundle-entry.js";
import { checkInstalled } from "./packed/check-installed.js";
import { packDependencies, type PackedPackage, packPackages } from "./packed/pack-packages.js";
import { sizeBudgets } from "./size-budgets.js";
import { type WorkspacePackage, workspacePackages } from "./workspace-packages.js";

const repository = fileURLToPath(new URL("..", import.meta.url));
let failures = 0;

function report(what: string, problems: string): void {
  console.log(`${what}: ${problems === "" ? "ok" : "FAILED"}`);
  if (problems === "") return;
  failures += 1;
  console.log(problems);
}

function run(command: string, options: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: "utf8", cwd: repository });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

function checkPacked({ manifest, tarball }: PackedPackage): void {
  const bin = join(repository, "node_modules/.bin");
  report(`${manifest.name}, publint`, run(join(bin, "publint"), ["run", "--strict", tarball]));
  // Earshot is ESM only on purpose, which is what the profile says.
  const options = ["--profile", "esm-only", "--no-emoji", "--format", "ascii", "--exclude-entrypoints", "package.json"];
  report(`${manifest.name}, attw`, run(join(bin, "attw"), [tarball, ...options]));
}

// Beside this file, so that the packages resolve, and without the condition that leads to the sources.
function checkDeclarations(packages: readonly WorkspacePackage[]): void {
  const folder = join(repository, "tools/.generated/declarations");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const libraries = packages.filter(({ isApplication }) => !isApplication);
  const subpaths = libraries.flatMap(({ manifest, entries }) =>
    [...entries.keys()].map((subpath) => manifest.name + subpath.slice(1)),
  );
  const lines = subpaths.map((specifier, index) => `export * as entry${index} from "${specifier}";`);
  writeFileSync(join(folder, "every-entry.ts"), `${lines.join("\n")}\n`);
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "ESNext.Disposable", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    module: "NodeNext",
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["every-entry.ts"] }));
  for (const compiler of ["node_modules/typescript", "tests/runtimes/node_modules/typescript-oldest"]) {
    if (!existsSync(join(repository, compiler))) {
      console.log(`declarations, ${compiler}: skipped, \`npm ci --prefix tests/runtimes\` installs it`);
      continue;
    }
    const errors = run(process.execPath, [join(repository, compiler, "bin/tsc"), "-p", folder, "--pretty", "false"])
      .split("\n")
      // What a dependency's own declarations get wrong is not ours to mend.
      .filter((line) => /^\S+\(\d+,\d+\): error|^error/.test(line) && !line.startsWith("node_modules/"));
    report(`declarations of ${subpaths.length} subpaths, ${compiler}`, errors.join("\n"));
  }
}

const packages = workspacePackages().filter(({ entries }) => entries.size > 0);
const tarballs = join(repository, "tools/.generated/packed");
const packed = packPackages(packages, tarballs);
for (const each of packed) checkPacked(each);
checkDeclarations(packages);
for (const { name, source, limitBytes } of sizeBudgets) {
  // Chunks shake off less than single sources do, and are what users have.
  const { gzippedBytes } = await bundleEntry(source, { from: "dist" });
  report(`size of ${name}`, gzippedBytes < limitBytes ? "" : `${gzippedBytes} bytes, allowed are ${limitBytes}`);
}
// The newest has a SQLite of its own, so it does without what is optional: no file in it is of one system alone.
const registered = [...packed, ...packDependencies(packed, tarballs)];
const newest = join(repository, "tests/runtimes/node_modules/node24/bin/node");
for (const [node, words] of [
  [process.execPath, []],
  [newest, ["--omit=optional", "--ignore-scripts"]],
] as const) {
  const name = `\`npx earshot\` with the network off, ${["npm install earshot", ...words].join(" ")}, ${node === newest ? "Node.js 24" : process.version}`;
  if (existsSync(node)) report(name, await checkInstalled(registered, { node, words }));
  else console.log(`${name}: skipped, \`npm ci --prefix tests/runtimes\` installs it`);
}
process.exitCode = failures === 0 ? 0 : 1;
