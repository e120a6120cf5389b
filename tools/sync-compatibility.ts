// Writes the tables of docs/compatibility.md from what the runs of tests/compatibility found; a test checks that the two agree.
import { readFileSync, writeFileSync } from "node:fs";
import { compatibilityTables } from "../tests/compatibility/page.js";

const page = new URL("../docs/compatibility.md", import.meta.url);
const text = readFileSync(page, "utf8");
const start = text.indexOf("\n## ");
if (start === -1) throw new Error("docs/compatibility.md has no section to write over.");
writeFileSync(page, `${text.slice(0, start)}\n${compatibilityTables()}`);
console.log("docs/compatibility.md written; run `npm run format` to align it");
