import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Programs of `tests/programs`, built, so that starting one takes no longer than it does for users. */
export interface BuiltPrograms extends Disposable {
  /** Where they are, `<name>.js` each, and where tests may put files beside them. */
  readonly folder: string;
}

export async function buildPrograms(...names: readonly string[]): Promise<BuiltPrograms> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-programs-"));
  const input = Object.fromEntries(
    names.map((name) => [name, fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url))]),
  );
  const conditionNames = ["@earshot/source", "node", "import", "default"];
  const bundle = await rolldown({ input, platform: "node", external: [/^@langchain\//u], resolve: { conditionNames } });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js" });
  await bundle.close();
  // Where the version is read, and where what is not bundled is found.
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "version": "0.0.0" }');
  symlinkSync(fileURLToPath(new URL("../../../../node_modules", import.meta.url)), join(folder, "node_modules"));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
