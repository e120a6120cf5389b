// Builds every package into its `dist`: declarations by tsc, JavaScript by rolldown, one file per public subpath and the
// code they share in chunks, so that a class imported through two subpaths stays one class.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { rolldown, type Plugin } from "rolldown";
import { ZodFirstPartyTypeKind } from "zod/v3";
import { build as buildPage } from "vite";
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

async function bundlePackage({ directory, manifest, entries }: WorkspacePackage): Promise<void> {
  const paths = [...entries.values(), ...ownImports(directory)];
  const input = Object.fromEntries(paths.map((path) => [path, join(directory, "src", `${path}.ts`)]));
  const inlined = Object.keys(manifest.devDependencies ?? {});
  const bundle = await rolldown({
    input,
    // A command runs in Node alone, and may have a library within it that is not of ES modules.
    platform: manifest.bin === undefined ? "neutral" : "node",
    // Whatever is not the package's own file is the consumer's to install, but for what the package has for development alone and still
    // imports: a small library that becomes part of it.
    external: (id) =>
      !id.startsWith(".") &&
      !id.startsWith("/") &&
      !/^[a-z]:[\\/]/i.test(id) &&
      !inlined.some((name) => id === name || id.startsWith(`${name}/`)),
    tsconfig: false,
    plugins: [zod3TypeNames],
    onLog: (level, log, report) => report(level === "warn" ? "error" : level, log),
  });
  await bundle.write({
    dir: join(directory, "dist"),
    format: "esm",
    // What is built reads like what was written, without its types: a source map would be more than half of an install.
    sourcemap: false,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    codeSplitting: { groups: chunkGroups },
  });
  await bundle.close();
}

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
  });
console.log(`built ${packages.map(({ manifest, entries }) => `${manifest.name} (${entries.size})`).join(", ")}`);
