import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder for what tests of several files share. Workers are ended before they could remove it: this run does. */
    temporaryFolder: string;
  }
}

const folders: string[] = [];

export function setup(project: TestProject): void {
  const folder = mkdtempSync(join(tmpdir(), "earshot-tests-"));
  folders.push(folder);
  project.provide("temporaryFolder", folder);
}

export function teardown(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
