const dash = "–";

/**
 * The results as a Markdown page.
 *
 * @param {{ load: { before: number, after: number }, machine: ReturnType<typeof import("./describe-machine.mjs").describeMachine>, versions: Record<string, string>,
 *   rounds: number, measured: string, figures: ReturnType<typeof import("./summarize-case.mjs").summarizeCase> }} results
 */
export function formatReport({ machine, load, versions, rounds, measured, figures }) {
  const { processor, cores, memoryGigabytes, system, node } = machine;
  const times = figures.filter(({ compare }) => compare === "ratio");
  const sizes = figures.filter(({ compare }) => compare !== "ratio");
  return [
    "# Benchmark results",
    "",
    `Measured ${measured} on ${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node.slice(1)}; ` +
      `load ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after; ${rounds} ${rounds === 1 ? "round" : "rounds"}; ${formatVersions(versions)}. Written by \`npm run bench\`; ` +
      "[README.md](README.md) says what each figure means.",
    "",
    ...(times.length === 0 ? [] : ["## Time", "", ...formatTimes(times), ""]),
    ...(sizes.length === 0 ? [] : ["## Memory, import and size", "", ...formatSizes(sizes), ""]),
    ...formatErrors(figures),
  ].join("\n");
}

function formatVersions(versions) {
  const named = Object.entries(versions).map(([scope, version]) => `\`${scope}\` ${version}`);
  return named.length === 0 ? "no library measured" : named.join(", ");
}

function formatTimes(figures) {
  const head = [
    "work",
    "floor µs",
    "Earshot µs",
    "Earshot ÷ floor",
    "CPU ÷ floor",
    "target",
    "LangChain µs",
    "LangChain ÷ floor",
    "CPU ÷ floor",
  ];
  const rows = figures.map(({ title, measured: { floor, earshot, langchain }, target, met }) => [
    title,
    formatSpread(floor),
    formatSpread(earshot),
    formatRatio(earshot?.ratio),
    formatRatio(earshot?.cpuRatio),
    formatTarget(target, met, "×"),
    formatSpread(langchain),
    formatRatio(langchain?.ratio),
    formatRatio(langchain?.cpuRatio),
  ]);
  return formatTable(head, rows);
}

function formatSizes(figures) {
  const head = ["what", "floor", "Earshot", "target", "LangChain"];
  const rows = figures.map(({ title, unit, compare, measured: { floor, earshot, langchain }, target, met }) => {
    const read = (summary) => (compare === "overFloor" ? summary?.overFloor : summary);
    const base = compare === "overFloor" ? undefined : floor;
    return [
      title,
      withUnit(base, unit),
      withUnit(read(earshot), unit),
      formatTarget(target, met, ` ${unit}`),
      withUnit(read(langchain), unit),
    ];
  });
  return formatTable(head, rows);
}

function formatErrors(figures) {
  const failures = figures.flatMap(({ case: id, measured }) =>
    Object.entries(measured).flatMap(([name, { error }]) =>
      error === undefined ? [] : [`- \`${id}\`, ${name}: ${error}`],
    ),
  );
  return failures.length === 0 ? [] : ["## Failed", "", ...new Set(failures), ""];
}

/** Padded as the formatter wants it, so that a fresh results.md passes the format check. */
function formatTable(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  const line = (cells) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)];
}

function formatTarget(target, met, unit) {
  if (target === undefined) return dash;
  const verdict = met === undefined ? "" : met ? " ✓" : " ✗";
  return `≤ ${target}${unit}${verdict}`;
}

function formatSpread(summary) {
  if (summary?.median === undefined) return dash;
  const { median, min, max } = summary;
  return min === max ? format(median) : `${format(median)} (${format(min)}${dash}${format(max)})`;
}

function withUnit(summary, unit) {
  const text = formatSpread(summary);
  return text === dash ? dash : `${text} ${unit}`;
}

function formatRatio(ratio) {
  if (ratio === undefined) return dash;
  const { median, min, max } = ratio;
  return min === max ? `**${format(median)}×**` : `**${format(median)}×** (${format(min)}${dash}${format(max)})`;
}

/** As many digits as say something: 0.123, 4.56, 78.9, 1,234. */
function format(value) {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
