import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { type Defect, langChainDefects } from "./langchain-defects.js";

const run = promisify(execFile);
const main = fileURLToPath(new URL("defects/main.ts", import.meta.url));

type LibraryName = "langchain" | "earshot";

/** What the programs find out on a library, away from this process: they count its rejections and change its console. */
async function runOn(library: LibraryName, defects: readonly Defect[]): Promise<Record<string, unknown>> {
  const args = [
    "--conditions=@earshot/source",
    "--import",
    "tsx",
    main,
    library,
    ...defects.map(({ program }) => program),
  ];
  const env = { PATH: process.env.PATH ?? "", ...defects[0]?.environment };
  const { stdout } = await run(process.execPath, args, { env, timeout: 30_000 });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** One process for each environment. The program whose handler hangs is listed last: nothing may follow it on LangChain. */
async function findingsOn(library: LibraryName): Promise<Record<string, unknown>> {
  const findings: Record<string, unknown> = {};
  const environments = new Set(langChainDefects.map(({ environment }) => environment));
  for (const environment of environments) {
    const together = langChainDefects.filter((defect) => defect.environment === environment);
    Object.assign(findings, await runOn(library, together));
  }
  return findings;
}

describe("defects of LangChain's that show in a process", () => {
  const findings: Partial<Record<LibraryName, Record<string, unknown>>> = {};
  beforeAll(async () => {
    findings.langchain = await findingsOn("langchain");
    findings.earshot = await findingsOn("earshot");
  }, 60_000);

  it.each(langChainDefects)("$what", ({ program, langchain, earshot }) => {
    expect(findings.earshot?.[program]).toStrictEqual(earshot);
    // If this fails, LangChain has mended it, and the entry can go.
    expect(findings.langchain?.[program]).toStrictEqual(langchain);
  });
});
