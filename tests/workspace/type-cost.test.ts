// What our types cost the compiler on a reader's every keystroke: the same program, typed against Earshot and against
// LangChain, counted in type instantiations, which do not depend on the machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const folder = fileURLToPath(new URL(".generated/type-cost", import.meta.url));

const program = (scope: string): string => `
  import { ChatPromptTemplate } from "${scope}/core/prompts";
  import { RunnableLambda, RunnableSequence } from "${scope}/core/runnables";
  import { StringOutputParser } from "${scope}/core/output_parsers";
  import type { BaseChatModel } from "${scope}/core/language_models/chat_models";

  declare const model: BaseChatModel;

  const prompt = ChatPromptTemplate.fromMessages([
    ["system", "You speak {language}."],
    ["human", "{question}"],
  ]);
  const chain = prompt
    .pipe(model)
    .pipe(new StringOutputParser())
    .pipe(RunnableLambda.from((text: string) => text.length))
    .pipe(RunnableLambda.from((length: number) => ({ length })))
    .pipe(RunnableLambda.from(({ length }: { length: number }) => String(length)));
  const sequence = RunnableSequence.from([prompt, model, new StringOutputParser()]);
  const counted = chain
    .pipe({ text: (text: string) => text, length: RunnableLambda.from((text: string) => text.length) })
    .assign({ twice: ({ length }: { length: number }) => length * 2 })
    .pick(["text", "twice"]);

  export const answer: Promise<string> = chain.invoke({ language: "English", question: "Why?" });
  export const count: Promise<{ text: string; twice: number }> = counted.invoke({ language: "English", question: "Why?" });
  export const stream = sequence.stream({ language: "English", question: "Why?" });
`;

function compile(...options: string[]): string {
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [compiler, ...options], { encoding: "utf8" }).stdout;
}

// Readers compile against declarations; with the sources, what checking function bodies takes would be counted too.
function writeDeclarations(): string {
  const outDir = join(folder, "declarations");
  const info = join(outDir, ".tsbuildinfo");
  compile("-p", join(repository, "packages/core/tsconfig.build.json"), "--outDir", outDir, "--tsBuildInfoFile", info);
  return outDir;
}

function instantiations(scope: string, paths: Record<string, string[]>): number {
  const directory = join(folder, scope.slice(1));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "program.ts"), program(scope));
  const compilerOptions = { noEmit: true, paths };
  const config = { extends: join(repository, "tsconfig.base.json"), compilerOptions, files: ["program.ts"] };
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify(config));
  // Counts of several checkers depend on how files fall to them.
  const output = compile("-p", directory, "--extendedDiagnostics", "--singleThreaded");
  expect(output.split("\n").filter((line) => line.includes("error TS"))).toEqual([]);
  return Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]);
}

test("a typed chain costs the compiler less than half of what it costs with LangChain's types", () => {
  rmSync(folder, { recursive: true, force: true });
  const declarations = writeDeclarations();
  const langchain = instantiations("@langchain", {});
  const earshot = instantiations("@earshot", { "@earshot/core/*": [`${declarations}/exports/*.d.ts`] });
  console.log(`type instantiations of one chain: ${earshot}, with LangChain's types ${langchain}`);
  expect(earshot).toBeGreaterThan(0);
  expect(earshot).toBeLessThan(langchain / 2);
});
