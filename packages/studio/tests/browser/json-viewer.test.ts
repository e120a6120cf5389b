import { expect, it } from "vitest";
import { memoryTraceStore } from "@earshot/trace";
import { traceEvent } from "../support/trace-events.js";
import { openedStudios } from "./support/opened-studio.js";
import { seriousIssues } from "./support/serious-issues.js";

const open = openedStudios();

it("opens a payload of any size as a tree: bounded rows, searched, copied, gone through by keys", async () => {
  const many = Array.from({ length: 40_000 }, (_, at) => ({ at, text: `row ${at} of "many"`, deep: { er: [at] } }));
  const store = memoryTraceStore();
  await store.append([
    traceEvent({ type: "chain.start", payload: JSON.stringify({ inputs: { many, needle: "in <b>hay</b>" } }) }),
    traceEvent({ type: "chain.end", seq: 1, status: "ok", payload: JSON.stringify({ outputs: "x".repeat(90_000) }) }),
  ]);
  const { page } = await open(store, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByRole("link", { name: "ask" }).click();
  await page.getByText("What is too large to be shown as messages opens below").waitFor();
  await page.getByText("chain.start").click();
  const tree = page.getByRole("tree", { name: "chain.start 0" });
  const rows = tree.getByRole("treeitem");
  await tree.getByText("[40,000]").waitFor();
  await page.getByRole("button", { name: "Open all" }).click();
  expect(await rows.count()).toBeLessThan(100);

  await page.getByRole("searchbox", { name: "Search in the JSON" }).fill("row 39999 of");
  await page.getByText("1 of 1", { exact: true }).waitFor();
  await tree.getByText("row 39999 of").waitFor();
  expect(await rows.count()).toBeLessThan(100);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy path" }).click();
  await expect.poll(clipboard).toBe("inputs.many[39999].text");
  await page.getByRole("button", { name: "Copy value" }).click();
  await expect.poll(clipboard).toBe('row 39999 of "many"');

  await tree.focus();
  const chosen = () => tree.locator('[aria-selected="true"]').innerText();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(chosen).toMatch(/^▾\s*39999:/);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(chosen).toMatch(/^▸\s*39999:/);
  await page.keyboard.press("End");
  await expect.poll(chosen).toContain("in <b>hay</b>");
  expect(await seriousIssues(page)).toEqual([]);

  await page.getByText("chain.end").click();
  await page.getByRole("tree", { name: "chain.end 1" }).getByText("outputs").click();
  await page.getByText("Page 1 of 5").waitFor();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("Page 2 of 5").waitFor();
});
