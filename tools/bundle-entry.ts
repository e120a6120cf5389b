import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const entry = "\0entry";

export interface BundleOptions {
  /** What imports of the packages lead to: their sources, which are always there, or what `npm run build` made of them. */
  readonly from: "sources" | "dist";
  /** For Node, in place of no platform at all. */
  readonly inNode?: boolean;
}

/**
 * Bundles one module's source, given as text, the way an application's bundler would: minified, tree-shaken, nothing
 * external but Node's own modules.
 */
export async function bundleEntry(
  source: string,
  { from, inNode = false }: BundleOptions,
): Promise<{ code: string; gzippedBytes: number; imports: string[] }> {
  const bundle = await rolldown({
    input: entry,
    cwd: new URL("..", import.meta.url).pathname,
    platform: "neutral",
    external: /^node:/,
    resolve: {
      conditionNames: [
        ...(from === "sources" ? ["@earshot/source"] : []),
        ...(inNode ? ["node"] : []),
        "import",
        "default",
      ],
    },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? { code: source, moduleType: "ts" } : undefined),
      },
    ],
    onLog: (level, log, report) => report(level === "warn" ? "error" : level, log),
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  const [chunk] = output;
  return { code: chunk.code, gzippedBytes: gzipSync(chunk.code).length, imports: chunk.imports };
}
