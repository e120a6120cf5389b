import { describe, expect, it } from "vitest";
import { EmulatedTerminal } from "../../packages/handlers/tests/support/emulated-terminal.js";
import { textWidth } from "../../packages/handlers/src/rendering/text-width.js";
import { runExample } from "../support/run-example.js";
import { hasTerminal, runProgram } from "../support/run-program.js";

// oxlint-disable-next-line no-control-regex -- what a terminal is told
const codes = /\u001B\[[\d;?]*[A-Za-z]/gu;

describe("the console example", () => {
  it("draws all that happens, with runs of one name told apart", async () => {
    const lines = await runExample("console/main.ts");
    const text = lines.join("\n");
    expect(lines[0]).toBe("╭ weekend chain");
    expect(text).toContain("↻ attempt 1 failed, again in 30ms");
    expect(text).toContain("│ thinking: Two days, no car: the city it is.\n");
    expect(text).toContain("│ A weekend in Tokyo (東京) 🗼.\n");
    expect(text).toMatch(/✓ ChatAnthropic .*12 → 10 tokens/);
    expect(text).toMatch(/✓ ChatAnthropic #2 .*12 → 12 tokens/);
    expect(text).toContain('├ ◆ weighed {"praise":53,"doubt":50}');
    expect(text).toMatch(/├ AnthropicInvalidRequestError: .*bookings are closed/);
    expect(lines.at(-1)).toMatch(/^╰ ✓ weekend {2}.* · 36 → 28 tokens in all$/);
  });

  it("says one line when quiet", async () => {
    expect(await runExample("console/main.ts", { args: ["quiet"] })).toEqual([
      expect.stringMatching(/^✓ weekend {2}.*36 → 28 tokens in all$/),
    ]);
  });

  it("does not mind a reader that leaves", async () => {
    expect(await runProgram("console/main.ts", { leaves: true })).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe.skipIf(!hasTerminal)("on a real terminal (needs util-linux's `script`, or Python)", () => {
  it.each([60, 80])("keeps to %i columns, with every token count", async (columns) => {
    const { exitCode, stdout } = await runProgram("console/main.ts", { columns, env: { TERM: "xterm" } });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("\u001B[32m✓");
    const lines = stdout.replaceAll(codes, "").trimEnd().split("\r\n");
    expect(lines.length).toBeGreaterThan(25);
    // Errors are told whole, over as many lines as the terminal makes of them.
    for (const line of lines.filter((each) => !each.includes("Error: "))) {
      expect(textWidth(line), line).toBeLessThanOrEqual(columns);
    }
    expect(lines.filter((line) => /✓ ChatAnthropic/.test(line) && / → \d+ tokens/.test(line))).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/36 → 28 tokens in all$/);
  });

  it.each([
    [60, 8],
    [200, 40],
  ])(
    "is a picture while it runs, and the same lines when it has run, at %i columns and %i rows",
    async (columns, rows) => {
      const { exitCode, stdout } = await runProgram("console/main.ts", { columns, rows, env: { TERM: "xterm" } });
      expect(exitCode).toBe(0);
      expect(stdout.split("\u001B[?2026l").length).toBeGreaterThan(5);
      expect(stdout).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/u);
      const terminal = new EmulatedTerminal(columns, rows);
      terminal.write(stdout);
      const lines = await terminal.everything();
      expect(lines[0]).toBe("╭ weekend chain");
      expect(lines.at(-1)).toMatch(/^╰ ✓ weekend {2}.* · 36 → 28 tokens in all$/);
      expect(lines.filter((line) => line === "" || /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/u.test(line))).toEqual([]);
      expect(lines.filter((line) => /✓ ChatAnthropic/.test(line) && / → \d+ tokens/.test(line))).toHaveLength(3);
      expect(terminal.showsCursor).toBe(true);
    },
  );

  it("shows inputs whole when verbose, however narrow it is", async () => {
    const env = { TERM: "xterm", NO_COLOR: "1" };
    const { stdout } = await runProgram("console/main.ts", { columns: 40, args: ["verbose"], env });
    const words = stdout.replaceAll(codes, "").replaceAll(/[│\s]+/g, " ");
    expect(words).toContain('human: "Praise a weekend trip."');
    expect(words).toContain('→ "A weekend in Tokyo (東京) 🗼. not booked"');
  });
});
