import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { caseTable } from "./harness/case-table.mjs";
import { contenders, isInstalled, readVersion } from "./harness/contenders.mjs";
import { describeMachine } from "./harness/describe-machine.mjs";
import { formatReport } from "./harness/format-report.mjs";
import { measureCases } from "./harness/measure-cases.mjs";
import { readCommandLine, usage } from "./harness/read-command-line.mjs";
import { summarizeCase } from "./harness/summarize-case.mjs";

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  let options;
  try {
    options = readCommandLine(words);
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (options.help) return print(usage);
  if (options.list) return print(`${caseTable.map(({ id }) => id).join("\n")}\n`);
  const missing = options.contenders.filter((name) => !isInstalled(name));
  if (missing.length > 0) {
    process.stderr.write(explainMissing(missing));
    return 1;
  }
  return measure(options);
}

async function measure(options) {
  const start = performance.now();
  const loadBefore = loadavg()[0];
  const samples = await measureCases(options, (message) => process.stderr.write(`${message}\n`));
  const figures = options.cases.flatMap((benchmark) => summarizeCase(benchmark, samples.get(benchmark.id)));
  const results = {
    measured: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    load: { before: loadBefore, after: loadavg()[0] },
    versions: readVersions(options.contenders),
    rounds: options.rounds,
    quick: options.quick,
    figures,
    samples: Object.fromEntries(samples),
  };
  const failed = [...samples.values()].flat().some(({ error }) => error !== undefined);
  const report = formatReport(results);
  print(report);
  if (options.write && !failed) write(results, report);
  const outcome = failed ? "with failures, so nothing was written" : "";
  process.stderr.write(`Done in ${Math.round((performance.now() - start) / 1000)} s ${outcome}`.trimEnd() + ".\n");
  return failed ? 1 : 0;
}

function write(results, report) {
  // Six digits: the rest is noise, and would make every line of the file longer.
  const shorten = (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
  writeFileSync(join(import.meta.dirname, "results.json"), `${JSON.stringify(results, shorten, 2)}\n`);
  writeFileSync(join(import.meta.dirname, "results.md"), report);
}

function readVersions(names) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const version = readVersion(name);
      return version === undefined ? [] : [[contenders[name].scope, version]];
    }),
  );
}

function explainMissing(names) {
  return names
    .map((name) =>
      name === "earshot"
        ? "Earshot is not built, and it is measured as its users get it: run `npm run build` first.\n"
        : `${contenders[name].scope} is not installed: run \`npm ci\` first.\n`,
    )
    .join("");
}

function print(text) {
  process.stdout.write(text);
  return 0;
}
