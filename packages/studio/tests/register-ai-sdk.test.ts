import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { openTraceStore } from "@earshot/trace/sqlite";
import { expect, test } from "vitest";
import { openAIProtocol } from "../../../tests/support/openai-protocol.js";
import { startProviderServer } from "../../../tests/support/provider-server.js";

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const register = pathOf("../src/register/index.ts");

/** Has the studio hear the app without a line of code, on the AI SDK of a folder. */
async function rootsHeardIn(cwd: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-ai-sdk-register-"));
  const path = join(folder, "traces.db");
  await using server = await startProviderServer(openAIProtocol);
  const options = ["--conditions=@earshot/source", "--import", import.meta.resolve("tsx"), "--import", register];
  const child = spawn(process.execPath, [...options, pathOf("programs/unaware-ai-sdk-app.mjs"), server.url], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "", EARSHOT_STORE: path },
  });
  const said = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect(said).toEqual(["one two three", "", [0, null]]);
  const store = await openTraceStore({ path });
  try {
    const { runs } = await store.listRuns({ order: "oldest" });
    const traces = await Promise.all(runs.map(({ runId }) => store.readTrace(runId)));
    return traces.map((trace) => trace.map(({ kind, name, status }) => `${kind} ${name} ${status}`));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const newest = pathOf("../../../tests/compatibility/node24");

test.skipIf(!existsSync(join(newest, "node_modules/ai")))(
  "AI SDK 7 is heard by an app's studio without a line of code",
  async () => {
    expect(await rootsHeardIn(newest)).toEqual([
      ["chain generateText ok", "chat_model answer ok"],
      ["chain streamText ok", "chat_model answer ok"],
    ]);
  },
);

test("AI SDK 6, which has nothing that hears all calls, goes on as if nobody had asked", async () => {
  expect(await rootsHeardIn(pathOf("../../.."))).toEqual([]);
});
