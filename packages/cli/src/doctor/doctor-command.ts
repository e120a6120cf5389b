import { sanitizeLine } from "@earshot/handlers/rendering";
import type { CommandCall } from "../command-line.js";
import { storePathOf } from "../store/open-traces.js";
import { checkNode } from "./check-node.js";
import { checkPackages } from "./check-packages.js";
import { checkSqlite } from "./check-sqlite.js";
import { checkStore } from "./check-store.js";
import { checkStudio } from "./check-studio.js";
import { checkTerminal } from "./check-terminal.js";
import { findingOf, type Finding } from "./finding.js";

/** Looks at what traces need, one thing after the other, and fails if something is wrong. */
export async function doctorCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const findings: readonly Finding[] = [
    checkNode(process.versions.node),
    await findingOf("SQLite", checkSqlite),
    await findingOf("Store", () => checkStore(storePathOf(call))),
    await findingOf("Studio", () => checkStudio(options["port"] as number)),
    await findingOf("Packages", () => checkPackages(process.cwd())),
    checkTerminal(context),
  ];
  if (options["json"] === true) context.print(JSON.stringify(findings, undefined, 2));
  else for (const finding of findings) printFinding(finding, call);
  return findings.some(({ state }) => state === "wrong") ? 1 : 0;
}

function printFinding({ about, state, says, advice }: Finding, { context }: CommandCall): void {
  const { green, yellow, red } = context.colors;
  const sign = { ok: green("✓"), advice: yellow("!"), wrong: red("✗") }[state];
  context.print(`${sign} ${about}: ${sanitizeLine(says)}`);
  if (advice !== undefined) context.print(`    ${sanitizeLine(advice)}`);
}
