// Builds every package into its `dist`: declarations by tsc, JavaScript by rolldown, one file per public subpath and the
// code they share in chunks, so that a class imported through two subpaths stays one class.
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { type WorkspacePackage, workspacePackages } from "./workspace-packages.js";

// A few chunks along the rings: left to itself the bundler makes one for each set of subpaths that share something, and importing thirty
// small files takes half as long again as importing five.
const chunkGroups = [
  {
    name: "kernel",
    test: /\/core\/src\/(errors|util|ambient-context|load|events|context|runs)\/|\/messages\/get-buffer-string/,
  },
  { name: "messages", test: /\/core\/src\/(messages|outputs|documents|agents|prompt-values)\// },
  { name: "runnables", test: /\/core\/src\/(callbacks|runnables)\// },
];

async function bundlePackage({ directory, entries }: WorkspacePackage): Promise<void> {
  const input = Object.fromEntries([...entries.values()].map((path) => [path, join(directory, "src", `${path}.ts`)]));
  const bundle = await rolldown({
    input,
    platform: "neutral",
    // Whatever is not the package's own file is the consumer's to install.
    external: (id) => !id.startsWith(".") && !id.startsWith("/") && !/^[a-z]:[\\/]/i.test(id),
    tsconfig: false,
    onLog: (level, log, report) => report(level === "warn" ? "error" : level, log),
  });
  await bundle.write({
    dir: join(directory, "dist"),
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    codeSplitting: { groups: chunkGroups },
  });
  await bundle.close();
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
console.log(`built ${packages.map(({ manifest, entries }) => `${manifest.name} (${entries.size})`).join(", ")}`);
