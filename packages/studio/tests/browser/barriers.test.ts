import { expect, it } from "vitest";
import { agentTrace } from "./support/agent-trace.js";
import { looks } from "./support/looks.js";
import { openedStudios } from "./support/opened-studio.js";
import { sampleRuns } from "./support/sample-runs.js";
import { seriousIssues } from "./support/serious-issues.js";

const open = openedStudios();

/** Views besides those that are come to by clicks: where they are, and a text that is in them. */
const views = [
  ["threads", "#/threads", "2 runs"],
  ["thread", "#/threads/t-1", "Still yes."],
  ["no-thread", "#/threads/none", "Nothing was heard of this thread."],
  ["no-trace", "#/traces/none", "This trace can't be shown"],
  ["none-alike", "#/runs?text=nothing+like+it", "No run is like that"],
  ["agent", "#/traces/agent?run=agent-model", "Let me look at the figures."],
] as const;

it.each(looks)("has no serious barriers and fits at $width pixels, $colorScheme", async ({ width, colorScheme }) => {
  const { store } = await sampleRuns();
  await store.append(agentTrace());
  const { page } = await open(store, { viewport: { width, height: 900 }, colorScheme });
  await page.getByRole("link", { name: "ask about the moon" }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.getByRole("link", { name: "ask about the moon" }).click();
  await page.getByRole("row", { name: /Scripted/ }).click();
  await page.getByText("chat_model.end").waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.getByText("chat_model.end").click();
  await page.getByRole("tree").waitFor();
  // Colours are the scheme's, and places the width's: the other two combinations say nothing new of the rest.
  for (const [name, hash, shown] of (width === 1440) === (colorScheme === "light") ? views : []) {
    await page.evaluate((to) => void (location.hash = to), hash);
    await page.getByText(shown).first().waitFor();
    expect([name, ...(await seriousIssues(page))]).toEqual([name]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  expect(await seriousIssues(page)).toEqual([]);
});
