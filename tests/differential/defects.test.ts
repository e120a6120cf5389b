import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type Defect, langChainDefects } from "./langchain-defects.js";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("defects/", import.meta.url));
const ambientOff = process.env.EARSHOT_TEST_AMBIENT === "off";

async function runOn(library: "langchain" | "earshot", defect: Defect): Promise<unknown> {
  const args = ["--conditions=@earshot/source", "--import", "tsx", `${folder}${defect.program}.ts`, library];
  const env = { PATH: process.env.PATH ?? "", ...defect.environment };
  const { stdout } = await run(process.execPath, args, { env, timeout: 20_000 });
  return JSON.parse(stdout);
}

describe.each(langChainDefects)("$what", (defect) => {
  it("is not so in LangChain, which is why this test is here", async () => {
    expect(await runOn("langchain", defect)).toStrictEqual(defect.langchain);
  });

  it.skipIf(ambientOff && defect.ambient)("holds in Earshot", async () => {
    expect(await runOn("earshot", defect)).toStrictEqual(defect.earshot);
  });
});
