import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { ask } from "../../../tests/support/ask.js";
import { studios } from "../../../tests/support/studios.js";

const start = studios();
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("the page", () => {
  const build = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "earshot-client-"));
    folders.push(folder);
    mkdirSync(join(folder, "assets"));
    writeFileSync(join(folder, "index.html"), "<!doctype html><title>Studio</title>");
    writeFileSync(join(folder, "assets/index-B4xYz123.js"), `export const a = "${"a".repeat(5_000)}";`);
    writeFileSync(join(folder, "favicon.svg"), "<svg/>");
    writeFileSync(join(folder, "secret.pem"), "key");
    return folder;
  };

  it("is sent with what belongs to it, packed, and remembered where its name says what is in it", async () => {
    const { port } = await start({ clientFolder: build() });
    const page = await ask(port, "GET /");
    expect([page.status, page.headers["cache-control"], page.text]).toEqual([
      200,
      "no-cache",
      "<!doctype html><title>Studio</title>",
    ]);
    expect((await ask(port, "GET /traces/some-run?tab=raw")).text).toBe(page.text);
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const script = await ask(port, "GET /assets/index-B4xYz123.js", { headers: { "accept-encoding": "gzip, br" } });
    expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(gunzipSync(script.bytes).toString()).toContain("aaa");
    expect((await ask(port, "GET /assets/index-B4xYz123.js")).text).toContain("aaa");
    expect((await ask(port, "GET /favicon.svg")).headers["cache-control"]).toBe("no-cache");
  });

  it.each([
    "/secret.pem",
    "/../package.json",
    "/..%2fpackage.json",
    "/assets/..%2f..%2fpackage.json",
    "/assets/%2e%2e/secret.pem",
    "//etc/passwd.txt",
    "/\\..\\x.js",
  ])("reads no other file: %s", async (path) => {
    const { port } = await start({ clientFolder: build() });
    expect((await ask(port, `GET ${path}`)).status).toBe(404);
  });

  it("is the new one after it was built anew", async () => {
    const folder = build();
    const { port } = await start({ clientFolder: folder });
    await ask(port, "GET /");
    writeFileSync(join(folder, "index.html"), "new");
    utimesSync(join(folder, "index.html"), new Date(), new Date(Date.now() + 5_000));
    expect((await ask(port, "GET /")).text).toBe("new");
  });

  it("is tried again when a file of it could not be read", async () => {
    const folder = build();
    const heard: unknown[] = [];
    const { port } = await start({ clientFolder: folder, onError: (error) => heard.push(error) });
    await ask(port, "GET /");
    const file = join(folder, "favicon.svg");
    rmSync(file);
    expect((await ask(port, "GET /favicon.svg")).status).toBe(500);
    writeFileSync(file, "<svg/>");
    expect(await ask(port, "GET /favicon.svg")).toMatchObject({ status: 200, text: "<svg/>" });
    expect(heard).toMatchObject([{ code: "ENOENT" }]);
  });

  it("says how it is built where it is not", async () => {
    const { port } = await start({ clientFolder: join(tmpdir(), "earshot-no-client") });
    const { status, text } = await ask(port, "GET /");
    expect(status).toBe(503);
    expect(text).toContain("npm run build");
  });
});
