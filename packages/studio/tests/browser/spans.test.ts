import { expect, it } from "vitest";
import { memoryTraceStore } from "@earshot/trace";
import { openedStudios } from "./support/opened-studio.js";

const open = openedStudios();
const traceId = "0af7651916cd43dd8448eb211c80319c";
const [rootId, callId] = ["b7ad6b7169203331", "b7ad6b7169203332"];
const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** As exporters send spans: each when it has ended, those below first. */
async function send(url: string, span: object): Promise<void> {
  const now = BigInt(Date.now()) * 1_000_000n;
  const times = { startTimeUnixNano: String(now - 900_000_000n), endTimeUnixNano: String(now) };
  const spans = [{ traceId, ...times, ...span }];
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  await fetch(new URL("v1/traces", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
}

it("opens a trace of another program's spans before its root has come, and draws the root above them when it does", async () => {
  const { page, url } = await open(memoryTraceStore());
  const attributes = [attribute("gen_ai.operation.name", "chat"), attribute("gen_ai.request.model", "m-1")];
  await send(url, { spanId: callId, parentSpanId: rootId, name: "chat m-1", attributes });
  await page.getByRole("link", { name: "chat m-1" }).click();
  const rows = page.getByRole("treegrid").getByRole("row");
  await page.getByRole("complementary", { name: "Run chat m-1" }).waitFor();
  expect(await rows.count()).toBe(1);
  await send(url, { spanId: rootId, name: "GET /answer" });
  await expect.poll(() => rows.count()).toBe(2);
  expect(await rows.first().innerText()).toContain("GET /answer");
  await page.goto(`${url}#/traces/${traceId}`);
  await page.getByRole("complementary", { name: "Run GET /answer" }).waitFor();
});
