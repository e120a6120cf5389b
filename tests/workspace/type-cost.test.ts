// What our types cost the compiler on a reader's every keystroke: the same program, typed against Earshot and against
// LangChain, counted in type instantiations, which do not depend on the machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const folder = fileURLToPath(new URL(".generated/type-cost", import.meta.url));

const chain = (scope: string): string => `
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

const tools = (scope: string): string => `
  import { type StructuredToolInterface, tool } from "${scope}/core/tools";
  import { z } from "zod";

  const search = tool(async ({ query, limit }) => [query, limit] as const, {
    name: "search",
    schema: z.object({ query: z.string(), limit: z.number().default(10), filters: z.array(z.object({ key: z.string() })).optional() }),
  });
  const echo = tool((text) => text, { name: "echo", schema: z.string() });
  const tools: StructuredToolInterface[] = [search, echo];
  for (const { name } of tools) void name;
  export const found: Promise<readonly [string, number]> = search.invoke({ query: "ears", limit: 1 });
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

type Program = (scope: string) => string;

function instantiations(program: Program, scope: string, paths: Record<string, string[]>): number {
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

function compare(program: Program, subject: string): { readonly earshot: number; readonly langchain: number } {
  const langchain = instantiations(program, "@langchain", {});
  const earshot = instantiations(program, "@earshot", { "@earshot/core/*": [`${declarations}/exports/*.d.ts`] });
  console.log(`type instantiations of ${subject}: ${earshot}, with LangChain's types ${langchain}`);
  return { earshot, langchain };
}

let declarations = "";
beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  declarations = writeDeclarations();
}, 60_000);

test("a typed chain costs the compiler less than half of what it costs with LangChain's types", () => {
  const { earshot, langchain } = compare(chain, "one chain");
  expect(earshot).toBeGreaterThan(0);
  expect(earshot).toBeLessThan(langchain / 2);
});

// Most of it is what zod's own types cost, with any library.
test("typed tools cost the compiler no more than with LangChain's types", () => {
  const { earshot, langchain } = compare(tools, "two tools");
  expect(earshot).toBeGreaterThan(0);
  expect(earshot).toBeLessThan(langchain);
  expect(earshot).toBeLessThan(2_500);
});
