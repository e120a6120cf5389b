// What the guide shows of the command is what it prints: `npx vitest run packages/cli/tests/guide.test.ts -u` writes it anew.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandLines } from "../src/command-lines.js";
import { guideEvents } from "./support/guide-events.js";
import { runEarshot } from "./support/run-earshot.js";

const page = fileURLToPath(new URL("../../../docs/command.md", import.meta.url));
const guide = readFileSync(page, "utf8");
const folder = mkdtempSync(join(tmpdir(), "earshot-guide-"));
const before = process.cwd();
// A terminal of the width of a page; its reader has `NO_COLOR` set.
const terminal = { columns: 100, env: { NO_COLOR: "1", TZ: "UTC" } };

beforeAll(async () => {
  process.chdir(folder);
  const store = await openTraceStore({ path: join(".earshot", "traces.db") });
  await store.append(guideEvents);
  await store.close();
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** How far a command came, which a slow machine has time to write and to erase. */
const erased = /[^\n]*\r\u001B\[K/gu; // oxlint-disable-line no-control-regex -- what erases a line is such a character

/** What a terminal shows when these calls are typed. */
async function sessionOf(block: string): Promise<string> {
  let shown = "";
  for (const [typed, call = ""] of block.matchAll(/^\$ earshot (.*)$/gmu)) {
    const { stdout, stderr, exitCode } = await runEarshot(call.split(" "), terminal);
    shown += `${typed}\n${stderr.replaceAll(erased, "")}${stdout}`.trimEnd();
    shown += exitCode === 0 ? "\n" : `\n$ echo $?\n${exitCode}\n`;
  }
  return shown;
}

describe("the guide of the command", () => {
  it("shows what each command prints", async () => {
    let printed = guide;
    for (const [whole, block = ""] of guide.matchAll(/^```console\n([^]*?)^```$/gmu))
      printed = printed.replace(whole, () => `\`\`\`console\n§\`\`\``).replace("§", await sessionOf(block));
    await expect(printed).toMatchFileSnapshot(page);
  });

  it.each(commandLines.map(({ usage }) => usage.split(" ")[0] ?? ""))("tells all flags of %s", async (name) => {
    const { stdout } = await runEarshot([name, "--help"], terminal);
    const flags = stdout.match(/(?<=^ {2}(?:-\w, )?)--[\w-]+/gmu) ?? [];
    const [, section = ""] = guide.split(`\n## \`earshot ${name}`);
    const told = section.slice(0, section.search(/^## /mu) === -1 ? undefined : section.search(/^## /mu));
    // Those that several have are told once.
    const shared = [
      "--store",
      "--json",
      "--help",
      "--status",
      "--kind",
      "--name",
      "--model",
      "--tag",
      "--feedback",
      "--session",
      "--text",
      "--since",
    ];
    expect(flags.filter((flag) => !shared.includes(flag) && !told.includes(`\`${flag}`))).toEqual([]);
    for (const flag of shared.filter((each) => each !== "--help")) expect(guide).toContain(`\`${flag}`);
  });
});
