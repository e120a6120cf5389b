import { gzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { memoryTraceStore } from "@earshot/trace";
import { traceEvent } from "../support/trace-events.js";
import { openedStudios } from "./support/opened-studio.js";
import { sampleRuns } from "./support/sample-runs.js";
import { seriousIssues } from "./support/serious-issues.js";

const open = openedStudios();

it("lists runs with what they came to, newest first", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  const rows = page.getByRole("grid", { name: "Runs" }).getByRole("row");
  await rows.nth(5).waitFor();
  expect(await rows.count()).toBe(6);
  await expect(rows.nth(5).innerText()).resolves.toMatch(/ask about the moon[\s\S]*space[\s\S]*1,280/);
  await page.getByRole("button", { name: "Errors" }).click();
  await expect.poll(() => rows.count()).toBe(2);
  const cells = (await rows.nth(1).getByRole("gridcell").allInnerTexts()).slice(2, 4);
  expect(cells).toEqual(["Moby-Dick", "RangeError: The library is closed on Mondays."]);
  expect(page.url()).toContain("status=error");
});

it("searches what runs said", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  await page.getByRole("link", { name: "ask about the moon" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("Moby");
  await page.getByRole("link", { name: "ask about the moon" }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "find a book" }).waitFor();
});

it("shows a run the moment it begins, its words as they come, and its end", async () => {
  const { store, stream } = await sampleRuns();
  const { page } = await open(store);
  await page.getByRole("link", { name: "ask about the moon" }).waitFor();
  const run = await stream();
  await page.getByRole("link", { name: "tell a tale" }).click();
  await page.getByRole("row", { name: /Scripted/ }).click();
  const details = page.getByRole("complementary");
  await details.getByText("Once upon a time", { exact: false }).first().waitFor();
  await run.goOn();
  await details.getByText("Once upon a time there was an end.").first().waitFor();
  await expect.poll(() => page.getByRole("row", { name: /running/ }).count()).toBe(0);
});

it("takes away what is deleted elsewhere, from the list and from under the eyes", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  const rows = page.getByRole("grid", { name: "Runs" }).getByRole("row");
  await rows.nth(5).waitFor();
  const { runs } = await store.listRuns({ names: ["find a book", "ask about the moon"] });
  await store.deleteTraces(runs.slice(0, 1).map(({ rootRunId }) => rootRunId));
  await expect.poll(() => rows.count()).toBe(5);
  await page.getByRole("link", { name: runs[1]?.name ?? "" }).click();
  await page.getByRole("treegrid").waitFor();
  await store.deleteTraces(runs.slice(1).map(({ rootRunId }) => rootRunId));
  await page.getByText("it may have been deleted").waitFor();
});

it("is gone through by keys alone", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  const grid = page.getByRole("grid", { name: "Runs" });
  await page.getByRole("link", { name: "ask about the moon" }).waitFor();
  await page.keyboard.press("G");
  await expect.poll(() => page.locator('[role=row][aria-selected="true"]').innerText()).toContain("ask about the moon");
  const active = await grid.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`).innerText()).resolves.toContain("ask about the moon");
  await page.keyboard.press("Enter");
  const tree = page.getByRole("treegrid");
  await tree.waitFor();
  const all = await tree.getByRole("row").count();
  expect(all).toBeGreaterThan(5);
  await page.keyboard.press("h");
  await expect.poll(() => tree.getByRole("row").count()).toBe(1);
  await page.keyboard.press("l");
  await expect.poll(() => tree.getByRole("row").count()).toBe(all);
  await page.keyboard.press("j");
  await expect.poll(() => page.locator('[role=row][aria-selected="true"]').getAttribute("aria-rowindex")).toBe("2");
  await page.keyboard.press("Escape");
  await grid.waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("theme");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset["theme"])).toBe("light");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("Next row").waitFor();
});

it("goes back by Escape to what was shown of it before, and never to another site", async () => {
  const { store } = await sampleRuns();
  const { page, url } = await open(store);
  const { runs } = await store.listRuns({ names: ["find a book"] });
  await page.goto("about:blank");
  await page.goto(`${url}#/traces/${runs[0]?.runId}`);
  await page.getByRole("treegrid").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("grid", { name: "Runs" }).waitFor();
  await page.getByRole("button", { name: "Errors" }).click();
  await page.getByRole("link", { name: "find a book" }).click();
  await page.getByRole("treegrid").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).toMatch(/#\/runs\?status=error$/);
  await page.goBack();
  await page.getByRole("treegrid").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("grid", { name: "Runs" }).waitFor();
});

it("opens the sheet of keys from the palette, and by a key that is pressed while the palette closes", async () => {
  const { page } = await open((await sampleRuns()).store);
  await page.getByRole("grid", { name: "Runs" }).waitFor();
  const keys = page.getByRole("dialog", { name: "Keys" }).getByText("Next row");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Commands" }).waitFor();
  await page.keyboard.type("show all keys");
  await page.keyboard.press("Enter");
  await keys.waitFor();
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Commands" }).waitFor();
  await page.keyboard.type("theme");
  // Both in one task: the first has closed the dialog, and the browser has not said so yet.
  await page.evaluate(() => {
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    press("Enter");
    press("?");
  });
  await keys.waitFor();
});

it("finds errors by key", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  await page.getByRole("link", { name: "find a book" }).click();
  await page.getByRole("treegrid").waitFor();
  await page.keyboard.press("]");
  await expect
    .poll(() => page.locator('[role=row][aria-selected="true"]').getByText("error").count())
    .toBeGreaterThan(0);
  const note = page.getByRole("note", { name: "Error" });
  await note.getByText("The library is closed on Mondays.", { exact: true }).waitFor();
  await note.getByText("Stack").click();
  await note.getByText("sample-runs.ts").waitFor();
});

it("says that the server is gone, and shows what it missed as soon as it is there again", async () => {
  const { store, stream } = await sampleRuns();
  const { page, interrupt } = await open(store);
  await page.getByRole("link", { name: "ask about the moon" }).waitFor();
  const restart = await interrupt();
  await page.getByRole("button", { name: "Server gone" }).waitFor();
  const run = await stream();
  await run.goOn();
  await restart();
  await page.getByRole("link", { name: "tell a tale" }).waitFor();
  await page.getByRole("button", { name: "Live" }).waitFor();
});

it("says what to do when nothing was heard yet", async () => {
  const { page } = await open(memoryTraceStore());
  await page.getByRole("heading", { name: "Nothing heard yet" }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Import traces" }).click()]);
});

it("has a first view of 150 KB at most, gzipped", async () => {
  const { page, url } = await open(memoryTraceStore());
  const addresses = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const files = [url, ...addresses.filter((address) => !address.includes("/api/"))];
  const bytes = await Promise.all(
    files.map(async (file) => gzipSync(Buffer.from(await (await fetch(file)).arrayBuffer())).length),
  );
  expect(bytes.length).toBeGreaterThan(2);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(150 * 1_024);
});

it("adds up what a trace cost, and what its tokens are", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  await page.getByRole("link", { name: "ask about the moon" }).click();
  const details = page.getByRole("complementary");
  await details.getByText("1,200 in, 80 out").waitFor();
  await details.getByText("$0.0080").waitFor();
  await details.getByText("1 of models, 1 of tools").waitFor();
});

it("shows what else was said in a thread", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  await page.getByText("And again?").click();
  await page.getByRole("complementary").getByRole("link", { name: "t-1" }).click();
  const turns = page.getByRole("article", { name: /, ok$/ });
  await turns.nth(1).getByText("Still yes.").waitFor();
  await expect(turns.nth(0).innerText()).resolves.toMatch(/Again\?[\s\S]*Yes\./);
  expect(await turns.count()).toBe(2);
  expect(await seriousIssues(page)).toEqual([]);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.getByRole("link", { name: "t-1" }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
});

it("copies, shares, exports, deletes, and imports again", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByRole("link", { name: "ask about the moon" }).click();
  await page.getByRole("treegrid").waitFor();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.keyboard.press("y");
  await expect.poll(clipboard).toBe((await store.listRuns({ names: ["ask about the moon"] })).runs[0]?.runId);

  const recording = page.waitForEvent("download");
  await press("Copy as test");
  expect((await recording).suggestedFilename()).toBe("ask-about-the-moon.jsonl");
  await expect.poll(clipboard).toContain("replayModel");
  await page.getByRole("status").getByText("Put in how your program is run").waitFor();

  const shared = page.waitForEvent("download");
  await press("Share");
  expect((await shared).suggestedFilename()).toMatch(/\.html$/);

  const exported = page.waitForEvent("download");
  await press("Export");
  const lines = await readFile(await (await exported).path(), "utf8");

  const runs = await page.getByRole("treegrid").getAttribute("aria-rowcount");
  await page.keyboard.press("j");
  await page.getByRole("row", { selected: true, name: /^RunnableSequence/ }).waitFor();
  await press("Delete");
  await press(`Delete the whole trace, ${runs} runs, for good?`);
  await page.getByRole("link", { name: "find a book" }).waitFor();
  expect(await page.getByRole("link", { name: "ask about the moon" }).count()).toBe(0);

  const drop = async (name: string, text: string) => {
    const file = { name, text };
    const dataTransfer = await page.evaluateHandle((dropped) => {
      const files = new DataTransfer();
      files.items.add(new File([dropped.text], dropped.name));
      return files;
    }, file);
    await page.dispatchEvent("main", "drop", { dataTransfer });
  };
  await drop("letter.txt", "Dear Ada,\nall is well.");
  const failed = page.locator(".toast[data-is-failure=true]");
  await failed.getByText("letter.txt: nothing was imported. None of its lines is an event. Line 1: it is").waitFor();
  const [choosing] = await Promise.all([page.waitForEvent("filechooser"), press("Import")]);
  await choosing.setFiles({ name: "moon.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(lines) });
  await failed.waitFor({ state: "detached" });
  await page
    .getByRole("status")
    .getByText(/moon\.jsonl: \d+ events/)
    .waitFor();
  await page.getByRole("link", { name: "ask about the moon" }).waitFor();
});

it("lays out of a long list and a large trace what is in sight alone", async () => {
  const store = memoryTraceStore();
  const inside = Array.from({ length: 5_000 }, (_, index) => ({ runId: `step ${index}`, parentRunId: "root", index }));
  await store.append([
    traceEvent({ runId: "root", rootRunId: "root", type: "chain.start", seq: 0, time: 0 }),
    ...inside.map(({ index, ...facts }) =>
      traceEvent({ ...facts, rootRunId: "root", type: "tool.start", kind: "tool", seq: index + 1, time: index }),
    ),
    ...Array.from({ length: 1_500 }, (_, index) =>
      traceEvent({ runId: `${index}`, rootRunId: `${index}`, type: "chain.start", seq: 0, time: index + 1 }),
    ),
  ]);
  const { page } = await open(store);
  const rows = page.getByRole("row");
  await rows.nth(20).waitFor();
  expect(await rows.count()).toBeLessThan(100);
  // The last page of the list is read as one comes to its end.
  for (const grown of [300, 600, 900, 1_200, 1_500]) {
    await expect
      .poll(
        async () => {
          await page.keyboard.press("End");
          return Number(await page.getByRole("grid").getAttribute("aria-rowcount"));
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(grown);
  }
  await page.goto(`${page.url().split("#")[0]}#/traces/root`);
  await page.getByRole("treegrid").waitFor();
  expect(await page.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("5001");
  await page.keyboard.press("End");
  await expect.poll(() => page.locator('[role=row][aria-selected="true"]').getAttribute("aria-rowindex")).toBe("5001");
  expect(await rows.count()).toBeLessThan(100);
});
