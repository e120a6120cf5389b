import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const bin = fileURLToPath(new URL("../bin", import.meta.url));

/** The command as npm links it, with whatever is built beside it. */
function commandWith(built: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "earshot-unbuilt-"));
  cpSync(bin, join(folder, "bin"), { recursive: true });
  if (built !== undefined) {
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist/index.cjs"), built);
  }
  return spawnSync(process.execPath, [join(folder, "bin/earshot.cjs"), "runs"], { encoding: "utf8" });
}

it("says in a fresh clone that it is to be built first", () => {
  const { status, stderr } = commandWith(undefined);
  expect([status, stderr]).toEqual([1, "earshot: This clone is not built yet. Build it once: npm run build\n"]);
});

it("hides no other module that is missing", () => {
  const { status, stderr } = commandWith('require("not-installed")');
  expect(status).toBe(1);
  expect(stderr).toContain("Cannot find module 'not-installed'");
  expect(commandWith("").status).toBe(0);
});
