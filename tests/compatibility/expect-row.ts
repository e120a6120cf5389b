import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { CompatibilityRow } from "./compatibility-row.js";
import { lane } from "./lane.js";

/**
 * Compares a row with the one that is committed under `results`; `vitest run -u` writes it. The page is made of those files:
 * `npm run sync-compatibility`.
 */
export async function expectRow(row: CompatibilityRow): Promise<void> {
  const file = row.package.replaceAll("/", "__").replaceAll(/[^@\w-]/g, "");
  const path = fileURLToPath(new URL(`results/${lane}/${file}.json`, import.meta.url));
  await expect(`${JSON.stringify(row, null, 2)}\n`).toMatchFileSnapshot(path);
}
