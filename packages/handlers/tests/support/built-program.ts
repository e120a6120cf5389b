import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { bundleEntry } from "../../../../tools/bundle-entry.js";

/**
 * A program for processes of a test's own, in one file and ready to run: each starts in a tenth of the time that it takes to compile what it
 * imports. Gone when the tests of the file are done.
 *
 * @param source - its text, in TypeScript; what it imports it names by package
 */
export async function builtProgram(source: string): Promise<string> {
  const { code } = await bundleEntry(source, { from: "sources", inNode: true });
  const folder = mkdtempSync(join(tmpdir(), "earshot-program-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "program.mjs");
  writeFileSync(file, code);
  return file;
}
