import { parseArgs } from "node:util";
import { caseTable } from "./case-table.mjs";
import { contenders } from "./contenders.mjs";

export const usage = `Usage: npm run bench -- [options]

Compares Earshot, @langchain/core and a hand-written loop (the floor) in one interleaved run.
Earshot is measured on its built files: run \`npm run build\` first.

  --quick               one short round, without the heaviest runs: under a minute, and rougher
  --rounds <n>          how many rounds (default 5)
  --case <text>         only the cases whose id contains the text; may be given more than once
  --contenders <list>   only these, separated by commas: ${Object.keys(contenders).join(", ")}
  --write               write results.json and results.md even if the run is partial or quick
  --list                print the ids of the cases
  --help                print this

A complete run writes benchmarks/results.json and benchmarks/results.md; a partial or quick one only prints.
`;

/**
 * The command line as options; throws with the usable values listed if it names something that doesn't exist.
 *
 * @param {string[]} words
 */
export function readCommandLine(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      case: { type: "string", multiple: true, default: [] },
      contenders: { type: "string" },
      write: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const quick = values.quick;
  const cases =
    values.case.length === 0 ? caseTable : caseTable.filter(({ id }) => values.case.some((text) => id.includes(text)));
  const chosen = values.contenders === undefined ? Object.keys(contenders) : values.contenders.split(",");
  const unknown = chosen.filter((name) => contenders[name] === undefined);
  const rounds = Number(values.rounds ?? (quick ? 1 : 5));
  if (unknown.length > 0)
    throw new Error(`No contender ${unknown.join(", ")}; there are: ${Object.keys(contenders).join(", ")}.`);
  if (cases.length === 0) throw new Error(`No case contains ${values.case.join(" or ")}; --list prints the ids.`);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a whole number from 1, not ${values.rounds}.`);
  const complete = !quick && cases.length === caseTable.length && values.contenders === undefined && rounds >= 5;
  return { ...values, quick, cases, contenders: chosen, rounds, write: values.write || complete };
}
