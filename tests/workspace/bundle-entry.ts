import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const entry = "\0entry";

/**
 * Bundles one module's source, given as text, the way an application's bundler would: minified, tree-shaken, nothing
 * external but Node's own modules. Imports resolve to the packages' sources, for no platform or that of the `conditions`.
 */
export async function bundleEntry(
  source: string,
  conditions: readonly string[] = [],
): Promise<{ code: string; gzippedBytes: number; imports: string[] }> {
  const bundle = await rolldown({
    input: entry,
    cwd: new URL("../..", import.meta.url).pathname,
    platform: "neutral",
    external: /^node:/,
    resolve: { conditionNames: ["@earshot/source", ...conditions, "import", "default"] },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
    onLog: (level, log, report) => report(level === "warn" ? "error" : level, log),
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  const [chunk] = output;
  return { code: chunk.code, gzippedBytes: gzipSync(chunk.code).length, imports: chunk.imports };
}
