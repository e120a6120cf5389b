import { expect, it } from "vitest";
import { memoryTraceStore, traceHandler } from "@earshot/trace";
import { scriptedChatModel } from "@earshot/testing";
import { connectReplay } from "../../src/replay/connect-replay.js";
import { openedStudios } from "./support/opened-studio.js";
import { seriousIssues } from "./support/serious-issues.js";

const open = openedStudios();

async function oneCall() {
  const store = memoryTraceStore();
  const callbacks = [traceHandler({ store, maxDelayMs: 5 })];
  const model = scriptedChatModel(["Rather <b>blue</b>."]);
  await model.invoke(
    [
      ["system", "Be brief."],
      ["human", "What colour is the sky?"],
    ],
    { callbacks },
  );
  return { store, callbacks };
}

it("takes judgements and notes of a run, shows them to all who look, and takes them back", async () => {
  const { store } = await oneCall();
  const { page, url } = await open(store);
  await page.getByRole("link", { name: "ScriptedChatModel" }).click();
  const feedback = page.getByRole("region", { name: "Feedback" });
  await feedback.getByRole("button", { name: "Good" }).click();
  await feedback.getByText("good", { exact: true }).waitFor();
  // Another judgement takes its place, and the same takes it back.
  await feedback.getByRole("button", { name: "Bad", pressed: false }).click();
  await feedback.getByText("good", { exact: true }).waitFor({ state: "detached" });
  await feedback.getByRole("button", { name: "Bad", pressed: true }).click();
  await feedback.getByText("bad", { exact: true }).waitFor({ state: "detached" });
  await feedback.getByRole("button", { name: "Good", pressed: false }).click();
  await feedback.getByText("good", { exact: true }).waitFor();
  const note = "Too short, <img src=x onerror=hacked=1> says Ada";
  await feedback.getByRole("textbox", { name: "Note" }).fill(note);
  await page.keyboard.press("Enter");
  await feedback.getByText(note).waitFor();
  await feedback.getByRole("textbox", { name: "Note" }).fill("long ".repeat(2_000));
  await page.keyboard.press("Enter");
  await feedback.getByRole("button", { name: "Show all 9,999 characters" }).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${url}#${page.url().split("#")[1]}`);
  await other.getByText(note).waitFor();
  // In other words, where it stands; Escape leaves it as it was.
  const edit = feedback.getByRole("button", { name: `Edit: note, ${note}` });
  await edit.click();
  await page.keyboard.type(" no");
  await page.keyboard.press("Escape");
  await edit.click();
  expect(await seriousIssues(page)).toEqual([]);
  await page.keyboard.type(", and Bob");
  await page.keyboard.press("Control+Enter");
  await other.getByText(`${note}, and Bob`).waitFor();
  const edited = feedback.getByRole("button", { name: `Edit: note, ${note}, and Bob` });
  await expect.poll(() => edited.evaluate((element) => element === document.activeElement)).toBe(true);
  await feedback.getByRole("button", { name: `Take back: note, ${note}, and Bob` }).click();
  await other.getByText(note).waitFor({ state: "detached" });
  expect(await seriousIssues(page)).toEqual([]);
  expect((await store.listRuns({})).runs[0]?.feedback.map(({ key, score }) => [key, score])).toEqual([
    ["rating", 1],
    ["note", undefined],
  ]);
  // The list narrows by it, in the address too, and follows it.
  await page.goto(`${url}#/runs?feedback=good`);
  await page.getByRole("link", { name: "ScriptedChatModel" }).waitFor();
  expect(await page.getByLabel("Feedback").inputValue()).toBe("good");
  const rated = other.getByRole("region", { name: "Feedback" });
  await rated.getByRole("button", { name: "Bad", pressed: false }).click();
  await page.getByRole("heading", { name: "No run is like that" }).waitFor();
  await page.getByLabel("Feedback").selectOption("rated bad");
  await page.getByRole("link", { name: "ScriptedChatModel" }).waitFor();
});

it("makes a recorded call again with other messages, its words as they come beside the original", async () => {
  const { store, callbacks } = await oneCall();
  const { page, url } = await open(store, { viewport: { width: 1440, height: 600 } });
  await page.getByRole("link", { name: "ScriptedChatModel" }).click();
  await page.getByText("Rather <b>blue</b>.").first().waitFor();
  await page.keyboard.press("r");
  await page.getByText("connectReplay({").waitFor();
  const isInside = () => page.evaluate(() => document.activeElement?.closest("details.run-again > .replay") !== null);
  await expect.poll(isInside).toBe(true);

  const missing: string[] = [];
  let asked: unknown;
  let goOn!: () => void;
  const until = new Promise<void>((resolve) => (goOn = resolve));
  const model = scriptedChatModel(({ messages, options }) => {
    asked = [messages.map(({ text }) => text), options];
    return { steps: [{ text: "Grey " }, { until }, { text: "today." }] };
  });
  const disconnect = connectReplay({ url, name: "weather", models: { main: model }, callbacks });
  try {
    // The form comes by itself, and the focus with it.
    await page.getByRole("form", { name: "Run again" }).waitFor();
    await expect.poll(isInside).toBe(true);
    page.on("response", (response) => response.status() === 404 && missing.push(response.url()));
    await page.getByRole("textbox", { name: "Message 2, User" }).fill("And today?");
    await page.getByRole("textbox", { name: "Parameters, as JSON" }).fill('{ "temperature": 0, "baseUrl": "x" }');
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("alert").getByText("does not let baseUrl be set").waitFor();
    await page.getByRole("textbox", { name: "Parameters, as JSON" }).fill('{ "temperature": 0 }');
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const now = page.getByRole("region", { name: "Answer now" });
    await now.getByText("Grey", { exact: false }).waitFor();
    goOn();
    await now.getByText("Grey today.").waitFor();
    const end = await now.evaluate((element) => element.getBoundingClientRect().bottom);
    expect(end).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    await page.getByRole("region", { name: "Answer then" }).getByText("Rather <b>blue</b>.").waitFor();
    expect(asked).toEqual([["Be brief.", "And today?"], expect.objectContaining({ temperature: 0 })]);
    expect(await seriousIssues(page)).toEqual([]);
    expect(missing).toEqual([]);
    await page.getByRole("button", { name: "Add a message" }).click();
    await page.getByRole("combobox", { name: "Who says message 3" }).selectOption("Assistant");
    await page.getByRole("textbox", { name: "Message 3, Assistant" }).fill("Wait.");
    // Who compares comes back to what was edited, and to what came of it.
    await now.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("region", { name: "Comparison" }).waitFor();
    await page.goBack();
    await now.getByText("Grey today.").waitFor();
    expect(await page.getByRole("textbox", { name: "Message 2, User" }).inputValue()).toBe("And today?");
    expect(await page.getByRole("textbox", { name: "Message 3, Assistant" }).inputValue()).toBe("Wait.");
    await page.getByRole("textbox", { name: "Parameters, as JSON" }).fill("{ temperature");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("alert").getByText("What stands in “Parameters, as JSON” is no JSON:").waitFor();
    expect(await now.count()).toBe(0);
    disconnect();
    await page.getByText("The app has gone.").waitFor();
    expect(await page.getByRole("textbox", { name: "Message 2, User" }).inputValue()).toBe("And today?");
  } finally {
    goOn();
    disconnect();
  }
});
