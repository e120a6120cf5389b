import { expect, it } from "vitest";
import { memoryTraceStore } from "@earshot/trace";
import { smallTrace, traceEvent } from "../support/trace-events.js";
import { openedStudios } from "./support/opened-studio.js";

const open = openedStudios();

it("shows what a model thinks and which tools it calls as that comes, and an answer of several deltas once", async () => {
  const store = memoryTraceStore();
  const call = { runId: "call", rootRunId: "call", kind: "chat_model", name: "Model" } as const;
  const delta = (index: number, part: object) =>
    traceEvent({
      ...call,
      type: "chat_model.delta",
      seq: index + 1,
      index,
      payload: JSON.stringify({ parts: [part] }),
    });
  await store.append([
    traceEvent({ ...call, type: "chat_model.start", seq: 0 }),
    delta(0, { type: "reasoning", text: "First I list " }),
  ]);
  const { page, url } = await open(store);
  await page.goto(`${url}#/traces/call`);
  const answer = page.getByRole("article", { name: "Assistant message" });
  await answer.getByText("First I list").waitFor();
  // The second comes after what follows it.
  await store.append([delta(2, { type: "tool_call", index: 0, id: "a", name: "list_deploys", args: '{"since":' })]);
  await answer.getByRole("region", { name: "Call of list_deploys" }).waitFor();
  await store.append([
    delta(1, { type: "reasoning", text: "what is there." }),
    delta(3, { type: "tool_call", index: 0, args: '"monday"}' }),
  ]);
  await answer.getByText("First I list what is there.").waitFor();
  await answer.getByText("monday").waitFor();
  expect(await answer.getByText("list_deploys").count()).toBe(1);
});

it("asks before the palette's Delete deletes, and has the answer given by the same key", async () => {
  const store = memoryTraceStore();
  await store.append([...smallTrace(), ...smallTrace("other")]);
  const { page, url } = await open(store);
  await page.goto(`${url}#/traces/root`);
  await page.getByRole("treegrid").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("delete");
  await page.keyboard.press("Enter");
  const asked = page.getByRole("button", { name: "Delete the whole trace, 2 runs, for good?" });
  await expect.poll(() => asked.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("grid", { name: "Runs" }).waitFor();
  expect((await store.size()).traces).toBe(1);
});

it("takes away what was deleted elsewhere", async () => {
  const store = memoryTraceStore();
  const begun = (runId: string) => traceEvent({ runId, rootRunId: runId, name: runId, type: "chain.start" });
  await store.append([begun("stays"), begun("goes"), begun("goes, too")]);
  const { page } = await open(store);
  await page.getByRole("link", { name: "goes", exact: true }).waitFor();
  await store.deleteTraces(["goes"]);
  await page.getByRole("link", { name: "goes", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "goes, too" }).click();
  await page.getByRole("treegrid").waitFor();
  await store.deleteTraces(["goes, too"]);
  await page.getByText("It isn't there").waitFor();
  await page.getByRole("link", { name: "Show all runs" }).click();
  await page.getByRole("link", { name: "stays" }).waitFor();
  expect(await page.getByRole("link", { name: /goes/ }).count()).toBe(0);
});
