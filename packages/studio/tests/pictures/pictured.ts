import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import type { RunRecord, TraceStore } from "@earshot/trace";
import { scriptedChatModel } from "@earshot/testing";
import { connectReplay } from "../../src/replay/connect-replay.js";

/** Where a picture is taken. */
export interface Scene {
  readonly page: Page;
  /** A studio full of runs, and one that has none. */
  readonly url: string;
  readonly emptyUrl: string;
  /** The newest. */
  readonly runs: readonly RunRecord[];
  readonly store: TraceStore;
}

/** How each view is come to. */
export const pictured: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  list: (scene) => open(scene, "#/runs", "analyst"),
  "list-filtered": (scene) => open(scene, "#/runs?status=error&tag=support&text=moved", "No run is like that"),
  "list-errors": (scene) => open(scene, "#/runs?status=error&order=slowest", "summarise a document"),
  "list-all": async (scene) => {
    await open(scene, "#/runs?scope=all", "ChatAnthropic");
    await scene.page.keyboard.press("j");
    await scene.page.keyboard.press("c");
  },
  threads: (scene) => open(scene, "#/threads", "trip-to-italy"),
  thread: (scene) => open(scene, "#/threads/trip-to-italy", "Skip the car."),
  trace: (scene) => openRun(scene, "analyst", "query_metrics"),
  "trace-model": (scene) => openInside(scene, "analyst", 0),
  "trace-answer": async (scene) => {
    await openInside(scene, "analyst", 2);
    await scene.page.getByRole("heading", { name: "What the figures say" }).scrollIntoViewIfNeeded();
  },
  "trace-tool": async (scene) => {
    await openRun(scene, "analyst", "query_metrics");
    await scene.page
      .getByRole("row", { name: /list_deploys/ })
      .first()
      .click();
    await scene.page.getByText("is being moved").first().waitFor();
    await scene.page.getByText("Stack").click();
  },
  "trace-json": async (scene) => {
    await openInside(scene, "analyst", 0);
    await scene.page.getByText("chat_model.end", { exact: false }).click();
    await scene.page.getByRole("tree").waitFor();
    await scene.page.getByText("chat_model.end", { exact: false }).scrollIntoViewIfNeeded();
  },
  "trace-error": (scene) => openRun(scene, "summarise a document", "at least one message"),
  "trace-retry": (scene) => openRun(scene, "classify a ticket", "billing"),
  "trace-retriever": async (scene) => {
    await openRun(scene, "answer from the manual", "gather context");
    await scene.page.getByRole("row", { name: /Manual/ }).click();
    await scene.page.getByText("cancel.md").first().waitFor();
  },
  "trace-waits": (scene) => openRun(scene, "deploy keeper", "Interrupted"),
  live: async (scene) => {
    const { runId } = scene.runs.find(({ status }) => status === "running") ?? { runId: "" };
    await open(scene, `#/traces/${runId}`, "analyst");
    await scene.page
      .getByRole("row", { name: /claude/ })
      .or(scene.page.getByRole("row", { name: /ChatAnthropic/ }))
      .click();
    await scene.page.locator(".v-caret").waitFor();
  },
  feedback: async (scene) => {
    await openRun(scene, "classify a ticket", "billing");
    const feedback = scene.page.getByRole("region", { name: "Feedback" });
    const good = feedback.getByRole("button", { name: "Good", exact: true });
    if ((await good.getAttribute("aria-pressed")) === "false") await good.click();
    for (const note of ["Ask Ada whether this is theirs.", "The right team, but it took three attempts."]) {
      if ((await feedback.getByText(note).count()) > 0) continue;
      await feedback.getByRole("textbox", { name: "Note" }).fill(note);
      await scene.page.keyboard.press("Enter");
    }
    await feedback.getByRole("button", { name: "Edit: note, The right" }).first().click();
    await feedback.scrollIntoViewIfNeeded();
  },
  "replay-unconnected": async (scene) => {
    await openInside(scene, "classify a ticket", 0);
    await scene.page.keyboard.press("r");
    await scene.page.getByText("connectReplay({").waitFor();
  },
  replay: replay,
  statistics: (scene) => open(scene, "#/statistics", "analyst"),
  "statistics-empty": async ({ page, emptyUrl }) => {
    await page.goto(`${emptyUrl}#/statistics`);
    await page.waitForTimeout(400);
  },
  "compare-choose": async (scene) => {
    await open(scene, `#/compare?left=${runsOf(scene, "travel guide")[0]?.runId ?? ""}`, "travel guide");
  },
  compare: async (scene) => {
    const [left, right] = runsOf(scene, "travel guide");
    await open(scene, `#/compare?left=${left?.runId ?? ""}&right=${right?.runId ?? ""}`, "travel guide");
  },
  "compare-agents": async (scene) => {
    const [left] = runsOf(scene, "analyst").filter(({ status }) => status === "ok");
    const [right] = runsOf(scene, "deploy keeper");
    await open(scene, `#/compare?left=${left?.runId ?? ""}&right=${right?.runId ?? ""}`, "analyst");
  },
  shared: shared,
  "server-gone": async ({ page, url }) => {
    await page.route("**/api/**", (route) => route.abort());
    await page.goto(url);
    await page.getByRole("button", { name: "Server gone" }).waitFor();
  },
  palette: async (scene) => {
    await openRun(scene, "analyst", "query_metrics");
    await scene.page.keyboard.press("Control+k");
    await scene.page.getByRole("dialog").waitFor();
  },
  keys: async (scene) => {
    await open(scene, "#/runs", "analyst");
    await scene.page.keyboard.press("?");
    await scene.page.getByRole("dialog", { name: "Keys" }).waitFor();
  },
  empty: async ({ page, emptyUrl }) => {
    await page.goto(emptyUrl);
    await page.getByText("Nothing heard yet").waitFor();
  },
  "empty-threads": async ({ page, emptyUrl }) => {
    await page.goto(`${emptyUrl}#/threads`);
    await page.getByText("No threads yet").waitFor();
  },
  "not-found": (scene) => open(scene, "#/traces/none", "can't be shown"),
};

/** The run of a name, its children in sight. */
async function openRun(scene: Scene, name: string, shown: string): Promise<void> {
  const [run] = runsOf(scene, name).filter(({ status }) => status !== "running");
  await open(scene, `#/traces/${run?.runId ?? ""}`, shown);
}

/** A call of a model within it. */
async function openInside(scene: Scene, name: string, place: number): Promise<void> {
  const [run] = runsOf(scene, name).filter(({ status }) => status !== "running");
  const calls = (await scene.store.readTrace(run?.runId ?? "")).filter(({ kind }) => kind === "chat_model");
  await open(scene, `#/traces/${run?.runId ?? ""}?run=${calls[place]?.runId ?? ""}`, "chat_model.end");
}

async function open({ page, url }: Scene, hash: string, shown: string): Promise<void> {
  await page.goto(`${url}${hash}`);
  await page.getByText(shown).filter({ visible: true }).first().waitFor();
}

const runsOf = ({ runs }: Scene, name: string): readonly RunRecord[] => runs.filter((run) => run.name === name);

/** The form with an app that has connected, and an answer beside the original. */
async function replay(scene: Scene): Promise<void> {
  const model = scriptedChatModel(["The platform team: it is about **invoices**."]);
  const leave = connectReplay({ url: scene.url, name: "tickets", models: { main: model } });
  try {
    await scene.page.waitForTimeout(300);
    await openInside(scene, "classify a ticket", 0);
    await scene.page.keyboard.press("r");
    await scene.page.getByRole("button", { name: "Add a message" }).click();
    await scene.page
      .getByRole("textbox", { name: /^Message \d+, User$/ })
      .last()
      .fill("Which team is that?");
    await scene.page.getByRole("button", { name: "Run", exact: true }).click();
    await scene.page.getByRole("region", { name: "Answer now" }).waitFor();
    await scene.page.getByRole("button", { name: "Run", exact: true }).scrollIntoViewIfNeeded();
    await scene.page.waitForTimeout(400);
  } finally {
    leave();
  }
}

/** The file that a trace was shared as; its code is that of the last `npm run build`. */
async function shared(scene: Scene): Promise<void> {
  const [run] = runsOf(scene, "analyst").filter(({ status }) => status === "ok");
  const folder = mkdtempSync(join(tmpdir(), "earshot-shared-"));
  try {
    const file = join(folder, "trace.html");
    writeFileSync(file, await (await fetch(`${scene.url}api/traces/${run?.runId ?? ""}/share`)).text());
    await scene.page.goto(pathToFileURL(file).href);
    await scene.page.getByRole("treegrid").waitFor();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
