import { contenders as contenderTable } from "./contenders.mjs";
import { runProgram } from "./run-program.mjs";

/** In milliseconds. Whoever is fast is warm sooner, but the compiler needs its time on a busy machine. */
const durations = {
  full: { warm: { atLeast: 200, atMost: 1500 }, measureMilliseconds: 200 },
  quick: { warm: { atLeast: 100, atMost: 500 }, measureMilliseconds: 100 },
};

/**
 * Measures every case with every contender: round after round, in each case one contender after the other, and the one who
 * begins moves on each time, so that a slow minute of the machine hits everybody.
 *
 * @param {ReturnType<typeof import("./read-command-line.mjs").readCommandLine>} options
 * @param {(message: string) => void} report hears the progress
 * @returns {Promise<Map<string, Sample[]>>} samples by the id of their case
 * @typedef {{ round: number, contender: string, values?: Record<string, number>, error?: string }} Sample
 */
export async function measureCases(options, report) {
  const samples = new Map(options.cases.map(({ id }) => [id, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, benchmark] of options.cases.entries()) {
      const taking = rotate(findContenders(benchmark, round, options), round + index);
      for (const contender of taking) {
        const sample = await measure(benchmark, contender, options);
        if (sample.values?.skipped !== undefined) continue;
        samples.get(benchmark.id).push({ round, contender, ...sample });
      }
      const latest = samples.get(benchmark.id).filter((sample) => sample.round === round);
      if (latest.length > 0)
        report(
          `round ${round + 1}/${options.rounds}  ${benchmark.id.padEnd(18)}${latest.map(describe(benchmark)).join("  ")}`,
        );
    }
  }
  return samples;
}

function findContenders({ contenders, fewRounds, rounds }, round, options) {
  if (rounds !== undefined && round >= rounds) return [];
  return options.contenders.filter((contender) => {
    if (contenders !== undefined && !contenders.includes(contender)) return false;
    if (fewRounds?.contender !== contender) return true;
    return round < fewRounds.rounds && !(options.quick && fewRounds.heavy);
  });
}

function rotate(list, by) {
  const start = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

async function measure({ program, request }, contender, { quick }) {
  try {
    return {
      values: await runProgram(program, { contender, quick, ...request, ...durations[quick ? "quick" : "full"] }),
    };
  } catch (error) {
    return { error: error.message };
  }
}

function describe({ figures: [{ field, unit }] }) {
  return ({ contender, values, error }) =>
    `${contenderTable[contender].title} ${error === undefined ? `${values[field].toPrecision(3)} ${unit}` : `failed: ${error}`}`;
}
