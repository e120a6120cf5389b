import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const commandLine = fileURLToPath(new URL("../../packages/cli/src/", import.meta.url));
const staticImport = /^(?:import|export) (?!type )[^;]*?from "([^"]+)";|^import "([^"]+)";/gm;

/** What is loaded with a file, before anything of it runs: the packages and Node's modules that it and what it imports name. */
function loadedWith(path: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(path)) return packages;
  seen.add(path);
  for (const [, named = "", bare = named] of readFileSync(path, "utf8").matchAll(staticImport)) {
    if (!bare.startsWith(".")) packages.add(bare);
    else for (const below of loadedWith(join(dirname(path), bare.replace(/\.js$/, ".ts")), seen)) packages.add(below);
  }
  return packages;
}

// Modules are most of what a command's start takes.
test("every command starts with the few modules that all of them need", () => {
  expect([...loadedWith(join(commandLine, "main.ts"))].filter((name) => !name.startsWith("node:")).sort()).toEqual([
    "@earshot/core/errors",
    "@earshot/handlers/terminal",
    "commander",
  ]);
});

test("the studio serves with its server and the store alone: what finds a browser, and tells who has its port, comes later", () => {
  const loaded = [...loadedWith(join(commandLine, "studio/studio-command.ts"))];
  expect(loaded.filter((name) => !name.startsWith("node:")).sort()).toEqual([
    "@earshot/core/errors",
    "@earshot/studio/server",
    "@earshot/trace/sqlite",
  ]);
});

test("colours and signs of a terminal load nothing else", () => {
  const loaded = loadedWith(fileURLToPath(new URL("../../packages/handlers/src/terminal/index.ts", import.meta.url)));
  expect([...loaded].filter((name) => !name.startsWith("node:"))).toEqual([]);
});
