import { expect, it } from "vitest";
import { memoryTraceStore, type TraceEvent } from "@earshot/trace";
import { hostileTexts, hostileTrace } from "../support/hostile-texts.js";
import { traceEvent } from "../support/trace-events.js";
import { looks } from "./support/looks.js";
import { openedStudios } from "./support/opened-studio.js";
import { sampleRuns } from "./support/sample-runs.js";
import { seriousIssues } from "./support/serious-issues.js";

const open = openedStudios();
const line = (at: number) => `Line ${at} of the instructions, which both have.`;
const instructions = Array.from({ length: 40 }, (_, at) => line(at)).join("\n");

/** An agent that looks something up and answers; each `more` is a step more. */
function agentRun(
  id: string,
  said: { readonly model: string; readonly answer: string; readonly took: number; readonly more?: readonly string[] },
): readonly TraceEvent[] {
  const root = { runId: id, rootRunId: id, name: "plan a trip" };
  const events: TraceEvent[] = [];
  let seq = 0;
  const time = (share: number) => 1_790_000_000_000 + said.took * share;
  const add = (event: Parameters<typeof traceEvent>[0]) => events.push(traceEvent({ ...event, seq: seq++ }));
  const within = (runId: string, kind: TraceEvent["kind"], name: string) =>
    ({ runId: `${id}-${runId}`, parentRunId: id, rootRunId: id, kind, name }) as const;
  const ask = (at: number, question: string, answer: string) => {
    const model = { ...within(`model-${at}`, "chat_model", said.model), model: said.model };
    const messages = [
      {
        $: "SystemMessage",
        content: said.more ? instructions.replace(line(20), "Line 20, which was changed.") : instructions,
      },
      { $: "HumanMessage", content: question },
    ];
    const message = { $: "AIMessage", content: answer, id: `msg-${id}-${at}` };
    const usage = {
      inputTokens: 900 + answer.length,
      outputTokens: answer.length,
      totalTokens: 900 + 2 * answer.length,
    };
    add({
      ...model,
      type: "chat_model.start",
      time: time(at / 10),
      text: question,
      payload: JSON.stringify({ messages, invocationParams: { temperature: said.took > 2_000 ? 1 : 0 } }),
    });
    add({
      ...model,
      type: "chat_model.end",
      time: time((at + 1) / 10),
      status: "ok",
      text: answer,
      usage: { ...usage, source: "provider" },
      cost: { amount: (usage.totalTokens / 100_000).toFixed(6) },
      payload: JSON.stringify({ result: { generations: [[{ text: answer, message }]] } }),
    });
  };
  const look = (at: number, what: string) => {
    const tool = within(`tool-${at}`, "tool", "search");
    add({ ...tool, type: "tool.start", time: time(at / 10), text: what, payload: JSON.stringify({ input: what }) });
    const output = `Found: ${what}`;
    add({
      ...tool,
      type: "tool.end",
      time: time((at + 1) / 10),
      status: "ok",
      text: output,
      payload: JSON.stringify({ output }),
    });
  };
  add({ ...root, type: "chain.start", time: time(0), text: "Lisbon in May?", payload: '{"inputs":"Lisbon in May?"}' });
  ask(0, "Lisbon in May?", "I look it up.");
  look(1, "Lisbon weather");
  for (const [at, what] of (said.more ?? []).entries()) look(2 + at, what);
  ask(6, "Found: Lisbon weather", said.answer);
  add({
    ...root,
    type: "chain.end",
    time: time(1),
    status: "ok",
    text: said.answer,
    payload: JSON.stringify({ outputs: said.answer }),
  });
  return events;
}

async function twoTrips() {
  const store = memoryTraceStore();
  await store.append([
    ...agentRun("first", {
      model: "small-1",
      took: 1_840,
      answer: "May is warm in Lisbon: 22 degrees, and little rain.\nPack light.",
    }),
    ...agentRun("second", {
      model: "large-2",
      took: 3_420,
      answer: "May is mild in Lisbon: 22 degrees, and some rain.\nPack light.\nBook early: hotels fill up.",
      more: ["Lisbon hotels"],
    }),
  ]);
  return store;
}

it("compares two runs that were chosen in the list by keys", async () => {
  const { page } = await open(await twoTrips());
  await page.getByRole("link", { name: "plan a trip" }).first().waitFor();
  await page.keyboard.press("c");
  await page.getByRole("status").getByText("Comparing plan a trip with…").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  const tree = page.getByRole("treegrid", { name: "Compared runs" });
  await tree.waitFor();
  expect(page.url()).toMatch(/#\/compare\?left=\w+&right=\w+$/);
  await expect.poll(() => tree.getByRole("row").count()).toBe(5);
  await page
    .getByRole("status")
    .getByText(/^3 changed, 1 only (left|right), 1 the same$/)
    .waitFor();
});

it("says what differs, run by run and word by word", async () => {
  const { page, url } = await open(await twoTrips());
  await page.goto(`${url}#/compare?left=first&right=second`);
  const tree = page.getByRole("treegrid", { name: "Compared runs" });
  await tree.getByRole("row", { name: "search, only right" }).waitFor();
  await tree.getByRole("row", { name: "search, the same" }).waitFor();
  const totals = page.getByRole("group", { name: "Totals" });
  await expect(totals.getByRole("row", { name: "Difference" }).innerText()).resolves.toMatch(/\+1\.58 s\s*\(\+86 %\)/);
  const details = page.getByRole("article");
  const output = details.getByRole("region", { name: "Output" });
  await expect(output.locator("del").allInnerTexts()).resolves.toEqual(["warm", "little"]);
  await expect(output.locator("ins").first().innerText()).resolves.toBe("mild");
  await page.keyboard.press("]");
  await details.getByRole("heading", { name: "small-1 → large-2" }).waitFor();
  await details.getByRole("row", { name: "model small-1 large-2" }).waitFor();
  await page.keyboard.press("w");
  await details.getByRole("region", { name: "Parameters" }).getByText('"temperature": 1').waitFor();
  await page.keyboard.press("d");
  await expect.poll(() => tree.getByRole("row").count()).toBe(4);
  await page.keyboard.press("End");
  const lines = details.getByRole("region", { name: "Output" }).locator(".diff-line[data-side=right]");
  await expect.poll(() => lines.count()).toBe(2);
});

it("lets the other run be searched for, from a run that is looked at", async () => {
  const { store } = await sampleRuns();
  const { page } = await open(store);
  await page.getByRole("link", { name: "ask about the moon" }).click();
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("heading", { name: "Compare “ask about the moon” with…" }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  await page.getByRole("searchbox", { name: "Search runs" }).fill("Moby");
  await expect.poll(() => page.getByRole("listitem").count()).toBe(1); // until then a link may move from under the pointer
  await page.getByRole("link", { name: /find a book/ }).click();
  await page.getByRole("heading", { name: "ask about the moon compared with find a book" }).waitFor();
  await page.getByRole("button", { name: "Swap the sides" }).click();
  await page.getByRole("heading", { name: "find a book compared with ask about the moon" }).waitFor();
});

it("lets the other run be chosen by keys alone", async () => {
  const { page } = await open((await sampleRuns()).store);
  await page.getByRole("link", { name: "ask about the moon" }).click();
  await page.getByRole("treegrid").waitFor();
  await page.keyboard.press("c");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await expect.poll(focused).toContain("wait for a word");
  await page.keyboard.press("j");
  await expect.poll(focused).toContain("find a book");
  await page.keyboard.press("ArrowUp");
  await expect.poll(focused).toContain("wait for a word");
  await page.keyboard.press("/");
  await page.keyboard.type("Moby");
  const list = page.getByRole("region", { name: "Choose a run" }).getByRole("listitem");
  await expect.poll(() => list.count()).toBe(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "ask about the moon compared with find a book" }).waitFor();
});

it("offers others where a run that was to be compared isn't there", async () => {
  const { page, url } = await open(await twoTrips());
  await page.goto(`${url}#/compare?left=nope&right=`);
  await page.getByRole("alert").getByText("Choose another.").waitFor();
  await page.getByRole("link", { name: "plan a trip" }).first().click();
  await page.getByRole("heading", { name: "Compare “plan a trip” with…" }).waitFor();
  expect(page.url()).toMatch(/left=second&right=$/);
  await page.goto(`${url}#/compare?left=first&right=nope`);
  await page.getByRole("heading", { name: "These runs can't be compared" }).waitFor();
  await page.getByRole("link", { name: "Choose another right side" }).click();
  await page.getByRole("link", { name: "plan a trip" }).click();
  await page.getByRole("treegrid", { name: "Compared runs" }).waitFor();
});

it("is bounded for texts of any size and difference", async () => {
  const store = memoryTraceStore();
  const run = (runId: string, outputs: string) => [
    traceEvent({ runId, rootRunId: runId, type: "chain.start", seq: 0 }),
    traceEvent({
      runId,
      rootRunId: runId,
      type: "chain.end",
      seq: 1,
      status: "ok",
      payload: JSON.stringify({ outputs }),
    }),
  ];
  const many = (salt: number) => Array.from({ length: 120_000 }, (_, at) => `${(at * salt) % 99_991}`).join("\n");
  await store.append([...run("one", `${many(7)}\nend`), ...run("two", `${many(13)}\nend`)]);
  const { page, url } = await open(store);
  await page.goto(`${url}#/compare?left=one&right=two`);
  await page.getByText("characters more are not compared here").waitFor();
  await page.getByRole("button", { name: "Lines", exact: true }).click();
  await page.getByRole("button", { name: /lines more/ }).waitFor();
  expect(await page.locator(".diff-line").count()).toBeLessThan(600);
});

it("shows hostile texts as texts", async () => {
  const store = memoryTraceStore();
  await store.append(hostileTexts.flatMap((text, index) => hostileTrace(text, `${index} ${text}`)));
  const { page, url } = await open(store);
  const { runs } = await store.listRuns({ limit: 1_000 });
  for (let at = 0; at < runs.length; at += 2) {
    const [left, right] = [runs[at]?.runId ?? "", runs[(at + 1) % runs.length]?.runId ?? ""];
    await page.goto(`${url}#/compare?${new URLSearchParams({ left, right })}`);
    await page.getByRole("treegrid", { name: "Compared runs" }).waitFor();
    expect(await page.evaluate(() => (globalThis as { hacked?: unknown }).hacked ?? null)).toBeNull();
  }
});

it.each(looks)("has no serious barriers and fits at $width pixels, $colorScheme", async ({ width, colorScheme }) => {
  const { page, url } = await open(await twoTrips(), { viewport: { width, height: 900 }, colorScheme });
  await page.goto(`${url}#/compare?left=first&right=second`);
  await page.getByRole("article").getByRole("region", { name: "Output" }).waitFor();
  if (colorScheme === "light") expect(await seriousIssues(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.keyboard.press("]");
  await page.keyboard.press("w");
  await page.getByRole("article").getByText("lines the same").first().waitFor();
  if (colorScheme === "dark") expect(await seriousIssues(page)).toEqual([]);
});
