import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { store } = exampleFolder();

describe("earshot studio", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("serves the store where it says, until %s", async (signal) => {
    await using command = startEarshot(["studio", "--port", "0", "--json", "--store", store]);
    const told = JSON.parse(await command.line()) as { readonly url: string; readonly store: string };
    expect(told).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/), store });
    expect((await fetch(new URL("api/runs", told.url))).status).toBe(200);
    expect(await command.end(signal)).toMatchObject({ exitCode: 0, stderr: "" });
    await expect(fetch(told.url)).rejects.toThrow("fetch failed");
  });

  it("makes a token up for others", async () => {
    await using command = startEarshot(["studio", "--port", "0", "--host", "0.0.0.0", "--store", store]);
    const [, url = ""] = /(http:\S+)/.exec(await command.line()) ?? [];
    expect(url).toMatch(/\?token=[\w-]{32}$/);
    expect((await fetch(new URL("/api/runs", url))).status).toBe(401);
    expect((await command.end("SIGINT")).stderr).toMatch(/whoever has the token in the address sees all traces/);
  });

  it("says that a port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { exitCode, stderr } = await runEarshot(["studio", "--port", String(port), "--store", store]);
    other.close();
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `earshot: Port ${port} is in use, maybe by another studio: open http://127.0.0.1:${port}, or choose another port with --port (0: any free one).\n`,
    );
    expect(await runEarshot(["studio", "--port", "70000"])).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
