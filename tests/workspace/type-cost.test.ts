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

  export const answer: Promise<string> = chain.invoke({ language: "English", question: "Why?" });
  export const stream = sequence.stream({ language: "English", question: "Why?" });
`;

function instantiations(scope: string): number {
  const directory = join(folder, scope.slice(1));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "program.ts"), program(scope));
  const config = { extends: join(repository, "tsconfig.base.json"), compilerOptions: { noEmit: true }, include: ["."] };
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  // Counts of several checkers depend on how files fall to them.
  const options = ["-p", directory, "--extendedDiagnostics", "--singleThreaded"];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options], { encoding: "utf8" });
  expect(stdout.split("\n").filter((line) => line.includes("error TS"))).toEqual([]);
  return Number(/^Instantiations:\s+(\d+)/m.exec(stdout)?.[1]);
}

test("a typed chain costs the compiler less than half of what it costs with LangChain's types", () => {
  rmSync(folder, { recursive: true, force: true });
  const langchain = instantiations("@langchain");
  const earshot = instantiations("@earshot");
  console.log(`type instantiations of one chain: ${earshot}, with LangChain's types ${langchain}`);
  expect(earshot).toBeGreaterThan(0);
  expect(earshot).toBeLessThan(langchain / 2);
});
