import { findMedian } from "./find-median.mjs";

/**
 * The figures of one case: per contender the median with its range, and how it compares with the floor of the same round.
 *
 * @param {import("./case-table.mjs").Case} benchmark
 * @param {import("./measure-cases.mjs").Sample[]} samples
 */
export function summarizeCase(benchmark, samples) {
  return benchmark.figures.map((figure) => {
    const names = [...new Set(samples.map(({ contender }) => contender))];
    const entries = names.map((name) => [name, summarizeContender(figure, name, samples)]);
    const measured = Object.fromEntries(entries);
    return { case: benchmark.id, ...figure, measured, met: isMet(figure, measured.earshot) };
  });
}

function summarizeContender({ field, compare }, name, samples) {
  const ended = samples.filter(({ contender, values }) => contender === name && values !== undefined);
  const own = ended.filter(({ values }) => values[field] !== undefined);
  const failure = samples.find(({ contender, error }) => contender === name && error !== undefined);
  // What a system or a contender has no figure for.
  if (ended.length > 0 && own.length === 0) return {};
  if (own.length === 0) return { error: failure?.error ?? "not measured" };
  const pairs = own.map((sample) => ({ own: sample.values, floor: findFloor(sample, samples) }));
  const summary = { ...spread(pairs.map(({ own: values }) => values[field])), rounds: own.length };
  if (failure !== undefined) summary.error = failure.error;
  const floored = name === "floor" ? [] : pairs.filter(({ floor }) => floor !== undefined);
  if (compare === "ratio" && floored.length > 0) {
    summary.ratio = spread(floored.map(({ own: values, floor }) => values[field] / floor[field]));
    summary.cpu = spread(pairs.map(({ own: values }) => values.cpu));
    summary.cpuRatio = spread(floored.map(({ own: values, floor }) => values.cpu / floor.cpu));
  } else if (compare === "ratio") {
    summary.cpu = spread(pairs.map(({ own: values }) => values.cpu));
  }
  if (compare === "overFloor" && floored.length > 0) {
    summary.overFloor = spread(floored.map(({ own: values, floor }) => values[field] - floor[field]));
  }
  return summary;
}

function findFloor({ round }, samples) {
  return samples.find((sample) => sample.contender === "floor" && sample.round === round)?.values;
}

function spread(values) {
  return { median: round(findMedian(values)), min: round(Math.min(...values)), max: round(Math.max(...values)) };
}

/** Four significant digits: more would be noise in a committed file. */
function round(value) {
  return Number(value.toPrecision(4));
}

function isMet({ target, compare }, summary) {
  const reached = compare === "value" ? summary?.median : summary?.[compare]?.median;
  return target === undefined || reached === undefined ? undefined : reached <= target;
}
