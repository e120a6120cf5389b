// Writes the table of docs/differences-in-full.md from the differences that the differential test knows; a test checks that the two agree.
import { readFileSync, writeFileSync } from "node:fs";
import { deliberateDifferences } from "../tests/differential/deliberate-differences.js";

const page = new URL("../docs/differences-in-full.md", import.meta.url);
const heading = "| In Earshot | Why |\n| --- | --- |\n";
const text = readFileSync(page, "utf8");
const start = text.search(/^\| In Earshot +\| Why/m);
if (start === -1) throw new Error("docs/differences-in-full.md has no table.");
const rows = deliberateDifferences.map(({ what, reason }) => `| ${what} | ${reason} |\n`);
writeFileSync(page, text.slice(0, start) + heading + [...new Set(rows)].join(""));
console.log(`${rows.length} differences written; run \`npm run format\` to align them`);
