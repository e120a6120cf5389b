import { readdirSync } from "node:fs";
import { Embeddings } from "../../src/exports/embeddings.js";
import { Runnable } from "../../src/exports/runnables.js";

/** A class, abstract or not. */
export type AnyClass = abstract new (...values: never[]) => object;

/** Every class that a public subpath exports and that descends from the base, by its name. */
async function exportedClassesOf(base: AnyClass): Promise<ReadonlyMap<string, AnyClass>> {
  const folder = new URL("../../src/exports/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const classes = new Map<string, AnyClass>();
  for (const file of files.filter((each) => each.endsWith(".ts") && !each.endsWith(".test.ts"))) {
    const module = (await import(new URL(file, folder).href)) as Readonly<Record<string, unknown>>;
    for (const [name, exported] of Object.entries(module)) {
      if (typeof exported !== "function") continue;
      if ((exported.prototype as unknown) instanceof base) classes.set(name, exported as unknown as AnyClass);
    }
  }
  return classes;
}

/** The runnables that there are, `Runnable` itself left out. */
export const exportedRunnables = await exportedClassesOf(Runnable);

/** The embedding models that there are, `Embeddings` itself left out. */
export const exportedEmbeddings = await exportedClassesOf(Embeddings);
