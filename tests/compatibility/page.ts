import { readdirSync, readFileSync } from "node:fs";
import { sections, type CompatibilityRow, type Limit } from "./compatibility-row.js";
import type { Lane } from "./lane.js";

const lanes: readonly { readonly lane: Lane; readonly heading: string }[] = [
  { lane: "node20", heading: "Node 20" },
  { lane: "node24", heading: "Node 24" },
];

type Results = ReadonlyMap<Lane, CompatibilityRow>;

/** The tables of docs/compatibility.md, made of the rows that the test runs wrote; unformatted. */
export function compatibilityTables(): string {
  const byPackage = new Map<string, Map<Lane, CompatibilityRow>>();
  for (const { lane } of lanes) {
    for (const row of rowsOf(lane))
      byPackage.set(row.package, (byPackage.get(row.package) ?? new Map()).set(lane, row));
  }
  return sections.map((section) => tableOf(section, [...byPackage.values()])).join("\n");
}

/** What the runs on one version of Node.js found. */
export function rowsOf(lane: Lane): CompatibilityRow[] {
  const folder = new URL(`./results/${lane}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as CompatibilityRow);
}

function tableOf(section: CompatibilityRow["section"], packages: readonly Results[]): string {
  const rows = packages
    .filter((results) => [...results.values()].some((row) => row.section === section))
    .map((results) => `| ${cellsOf(results).join(" | ")} |\n`);
  const head = ["Package", ...lanes.map(({ heading }) => heading), "Works", "Doesn't, or otherwise, and why"];
  return `## ${section}\n\n| ${head.join(" | ")} |\n|${" --- |".repeat(head.length)}\n${rows.join("")}`;
}

function cellsOf(results: Results): string[] {
  const versions = lanes.map(({ lane }) => results.get(lane)?.version ?? "–");
  const works = entriesOf(results, ({ works }) => works);
  const not = entriesOf(results, (row) => row.not.map(textOf));
  return [[...results.values()][0]?.package ?? "", ...versions, works || "–", not || "–"];
}

function textOf({ what, reason }: Limit): string {
  return `${what}. *${reason}*`;
}

/** Each entry once; one that isn't in every column says in which it is. */
function entriesOf(results: Results, entries: (row: CompatibilityRow) => readonly string[]): string {
  const seenIn = new Map<string, string[]>();
  for (const { lane, heading } of lanes) {
    const row = results.get(lane);
    for (const entry of row === undefined ? [] : entries(row))
      seenIn.set(entry, [...(seenIn.get(entry) ?? []), heading]);
  }
  return [...seenIn]
    .map(([entry, headings]) => (headings.length === results.size ? entry : `${entry} (${headings.join(", ")})`))
    .map((entry) => entry.replaceAll("|", "\\|"))
    .join("<br>");
}
