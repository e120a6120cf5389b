import { sanitizeLine } from "@earshot/handlers/rendering";
import type { CommandCall } from "../command-line.js";
import { storePathOf } from "../store/open-traces.js";
import { checkPackages } from "./check-packages.js";
import { checkStore } from "./check-store.js";
import { checkStudio } from "./check-studio.js";
import type { Finding } from "./finding.js";

/** Looks at what traces need, one thing after the other, and fails if something is wrong. */
export async function doctorCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const findings: readonly Finding[] = [
    { about: "Node", state: "ok", says: `${process.versions.node} on ${process.platform}` },
    await checkStore(storePathOf(call)),
    await checkStudio(options["port"] as number),
    checkPackages(process.cwd()),
  ];
  if (options["json"] === true) context.print(JSON.stringify(findings, undefined, 2));
  else
    for (const { about, state, says, advice } of findings) {
      const sign = {
        ok: context.colors.green("✓"),
        advice: context.colors.yellow("!"),
        wrong: context.colors.red("✗"),
      };
      context.print(`${sign[state]} ${about}: ${sanitizeLine(says)}`);
      if (advice !== undefined) context.print(`    ${sanitizeLine(advice)}`);
    }
  return findings.some(({ state }) => state === "wrong") ? 1 : 0;
}
