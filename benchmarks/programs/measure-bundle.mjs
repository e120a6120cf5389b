import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { contenders } from "../harness/contenders.mjs";

const { contender, entry } = JSON.parse(process.argv[2]);
const { scope } = contenders[contender];
const entries = {
  chain: [
    `export { ChatPromptTemplate } from "${scope}/prompts";`,
    `export { RunnableSequence } from "${scope}/runnables";`,
    `export { BaseChatModel } from "${scope}/language_models/chat_models";`,
    `export { StringOutputParser } from "${scope}/output_parsers";`,
  ].join("\n"),
  kernel: `export * from "${scope}/events";`,
};
const name = "virtual:entry";
const bundle = await rolldown({
  input: name,
  platform: "browser",
  logLevel: "silent",
  external: /^node:/,
  // A consumer has none of the workspace's compiler settings.
  tsconfig: false,
  plugins: [
    {
      name: "entry",
      // The importer is this file, so that packages are found from here.
      resolveId: (id) => (id === name ? { id: `${import.meta.filename}?entry` } : undefined),
      load: (id) => (id.endsWith("?entry") ? entries[entry] : undefined),
    },
  ],
});
const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
const chunks = output.filter(({ type }) => type === "chunk");
const code = chunks.map((chunk) => chunk.code).join("");
process.stdout.write(
  JSON.stringify({
    minified: Buffer.byteLength(code) / 1000,
    gzipped: gzipSync(code, { level: 9 }).length / 1000,
    modules: chunks.reduce((sum, chunk) => sum + Object.keys(chunk.modules).length, 0),
  }),
);
