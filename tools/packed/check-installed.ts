import { spawn, spawnSync, type SpawnOptions } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLoopbackRegistry } from "./loopback-registry.js";
import type { PackedPackage } from "./pack-packages.js";

export interface InstallOptions {
  /** The Node.js that installs and runs. */
  readonly node: string;
  /** What `npm install` is told besides the package's name. */
  readonly words: readonly string[];
}

const program = fileURLToPath(new URL("use-installed.mjs", import.meta.url));

/** Brings up loopback, the only interface there is, for what comes after it. */
const offline = ["-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "offline"];

/**
 * Installs `earshot` into an empty folder as a user does, from a registry on this machine, and uses it there with the network off. Answers what is
 * wrong, or else nothing.
 *
 * The network is off by a namespace of the kernel's that has loopback alone. Where the system makes none (`unshare` is Linux's, and not
 * allowed everywhere), the same is done with the network on, and said.
 */
export async function checkInstalled(packages: readonly PackedPackage[], options: InstallOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-installed-"));
  const registry = await startLoopbackRegistry(packages);
  const settings = { cwd: folder, env: environmentFor(options.node, folder) };
  try {
    const from = ["--registry", registry.url, "--cache", join(folder, ".npm-cache"), "--loglevel", "error"];
    const install = ["install", "earshot", "--no-audit", "--no-fund", ...from, ...options.words];
    const installed = await outcome("npm", install, settings);
    if (installed.problems !== "") return installed.problems;
    const problems = scriptsThatRan(folder);
    if (problems !== "") return problems;
    console.log(`  ${sizeOf(join(folder, "node_modules"))}`);
    await registry.close();
    const isOff = spawnSync("unshare", [...offline, "true"]).status === 0;
    if (!isOff) console.log("  with the network on: this system makes no network namespace");
    const used = isOff
      ? await outcome("unshare", [...offline, options.node, program], settings)
      : await outcome(options.node, [program], settings);
    console.log(used.output.replaceAll(/^(?=.)/gm, "  ").trimEnd());
    return used.problems;
  } finally {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A user's own: nothing of the npm that runs this, no setting of the repository's. */
function environmentFor(node: string, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^EARSHOT_|_API_KEY$/i.test(name));
  return { ...Object.fromEntries(kept), PATH: `${dirname(node)}:${process.env["PATH"] ?? ""}`, HOME: home };
}

async function outcome(
  command: string,
  words: readonly string[],
  settings: SpawnOptions,
): Promise<{ output: string; problems: string }> {
  const child = spawn(command, words, { ...settings, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout?.on("data", (bytes: Buffer) => (output += bytes.toString()));
  child.stderr?.on("data", (bytes: Buffer) => (errors += bytes.toString()));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return {
    output,
    problems: status === 0 ? "" : `${command} ${words.join(" ")} ended with ${status}:\n${output}${errors}`,
  };
}

interface Lock {
  readonly packages: Record<string, { readonly hasInstallScript?: boolean; readonly dev?: boolean }>;
}

/** Whoever installs with `--ignore-scripts`, and ever more do, has to get the same. */
function scriptsThatRan(folder: string): string {
  const lock = JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8")) as Lock;
  const wanting = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  return wanting.map(([path]) => `${path} wants to run a script when it is installed.`).join("\n");
}

function sizeOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return `${(bytes / 1e6).toFixed(1)} MB in ${files.length} files`;
}
