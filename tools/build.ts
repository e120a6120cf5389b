// Builds every package into its `dist`: declarations by tsc, JavaScript by rolldown, one file per public subpath and the
// code they share in chunks, so that a class imported through two subpaths stays one class. An application is CommonJS, with all of Earshot that it
// needs within: Node starts that by a fifth faster than ES modules of several packages.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { rolldown, type Plugin } from "rolldown";
import { ZodFirstPartyTypeKind } from "zod/v3";
import { build as buildPage } from "vite";
import { licenseNotices } from "./license-notices.js";
import { type WorkspacePackage, workspacePackages } from "./workspace-packages.js";

// A few chunks along the rings: left to itself the bundler makes one for each set of subpaths that share something, and importing thirty
// small files takes half as long again as importing five.
const chunkGroups = [
  // Apart from the kernel, for who only throws or tells errors: the command and the stores.
  { name: "errors", test: /\/core\/src\/errors\// },
  {
    name: "kernel",
    test: /\/core\/src\/(util|ambient-context|events|context|runs)\/|\/messages\/get-buffer-string/,
  },
  { name: "messages", test: /\/core\/src\/(load|messages|outputs|documents|agents|prompt-values)\// },
  { name: "runnables", test: /\/core\/src\/(callbacks|runnables)\// },
];

/** Of zod 3 the build needs the names of its kinds of schema alone, for zod-to-json-schema; a bundler would take along all of it, 100 kB. */
const zod3TypeNames: Plugin = {
  name: "zod-3-type-names",
  resolveId: (id) => (id === "zod/v3" ? "\0zod-3-type-names" : undefined),
  load: (id) =>
    id === "\0zod-3-type-names"
      ? `export const ZodFirstPartyTypeKind = ${JSON.stringify(ZodFirstPartyTypeKind)};`
      : undefined,
};

async function bundlePackage(built: WorkspacePackage): Promise<void> {
  const { directory, entries, isApplication } = built;
  const paths = [...entries.values(), ...ownImports(directory)];
  const input = Object.fromEntries(paths.map((path) => [path, join(directory, "src", `${path}.ts`)]));
  const bundle = await rolldown({
    input,
    platform: isApplication ? "node" : "neutral",
    // Other packages are taken in as they are written, whether they are built or not.
    resolve: isApplication ? { conditionNames: ["@earshot/source", "node", "import", "default"] } : {},
    external: externalTo(built),
    tsconfig: false,
    plugins: [zod3TypeNames, licenseNotices()],
    onLog: (level, log, report) => report(level === "warn" ? "error" : level, log),
  });
  await bundle.write({
    dir: join(directory, "dist"),
    // What is built reads like what was written, without its types: a source map would be more than half of an install.
    sourcemap: false,
    ...(isApplication
      ? { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "chunks/[name]-[hash].cjs" }
      : {
          format: "esm",
          entryFileNames: "[name].js",
          chunkFileNames: "chunks/[name]-[hash].js",
          codeSplitting: { groups: chunkGroups },
        }),
  });
  await bundle.close();
}

/**
 * Whatever is not a library's own file is its consumer's to install, but for what it has for development alone and still imports: a small library
 * that becomes part of it. Of an application all becomes part, but for what it depends on and others publish.
 */
function externalTo({ manifest, isApplication }: WorkspacePackage): (id: string) => boolean {
  const { dependencies = {}, optionalDependencies = {}, devDependencies = {} } = manifest;
  const others = Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !own.has(name));
  return (id) => {
    if (isApplication) return id.startsWith("node:") || isOf(others, id);
    const isPath = /^(?:[./]|[a-z]:[\\/])/i.test(id);
    return !isPath && !isOf(Object.keys(devDependencies), id);
  };
}

const isOf = (names: readonly string[], id: string): boolean =>
  names.some((name) => id === name || id.startsWith(`${name}/`));

/** What the package's `#…` imports lead to: they depend on the platform, so the files have to be there by their names. */
function ownImports(directory: string): string[] {
  const wiring = join(directory, "src/wiring");
  return existsSync(wiring) ? readdirSync(wiring).map((file) => `wiring/${file.slice(0, -".ts".length)}`) : [];
}

function writeDeclarations(): void {
  const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const project = fileURLToPath(new URL("../tsconfig.build.json", import.meta.url));
  const { status } = spawnSync(process.execPath, [compiler, "-b", project], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const packages = workspacePackages().filter(({ entries }) => entries.size > 0);
const own = new Set(packages.map(({ manifest }) => manifest.name));
for (const { directory } of packages) {
  if (existsSync(join(directory, "dist"))) rmSync(join(directory, "dist"), { recursive: true });
}
writeDeclarations();
for (const each of packages) await bundlePackage(each);
// The Studio's page goes beside its server, and what a shared file runs.
for (const config of ["vite.config.ts", "vite.share.config.ts"])
  await buildPage({
    configFile: fileURLToPath(new URL(`../packages/studio/client/${config}`, import.meta.url)),
    logLevel: "warn",
    plugins: [licenseNotices()],
  });
console.log(`built ${packages.map(({ manifest, entries }) => `${manifest.name} (${entries.size})`).join(", ")}`);
