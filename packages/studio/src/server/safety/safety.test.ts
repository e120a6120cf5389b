import { describe, expect, it } from "vitest";
import { ask } from "../../../tests/support/ask.js";
import { rawRequest } from "../../../tests/support/raw-request.js";
import { studios } from "../../../tests/support/studios.js";

const start = studios();
const json = { "content-type": "application/json" };
const body = '{"key":"good"}';

describe("a page whose name was made to lead here", () => {
  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.example:4319",
    "127.0.0.1@evil.example",
    "0.0.0.0",
    "[::1].evil.example",
    "localhost evil",
    "128.0.0.1",
  ])("reads nothing: %j", async (host) => {
    const { port } = await start();
    for (const path of ["/api/runs", "/", "/api/changes", "/v1/traces"])
      expect((await ask(port, `GET ${path}`, { headers: { host } })).code).toBe("forbidden_host");
  });

  it.each(["localhost", "LOCALHOST:8080", "127.0.0.1", "127.1.2.3:1", "[::1]:4319"])(
    "this machine's names are answered: %s",
    async (host) => {
      const { port } = await start();
      expect((await ask(port, "GET /api/runs", { headers: { host } })).status).toBe(200);
    },
  );

  it("others are where they are named", async () => {
    const { port } = await start({ allowedHosts: ["Studio.Internal"] });
    expect((await ask(port, "GET /api/runs", { headers: { host: "studio.internal:80" } })).status).toBe(200);
  });

  it("is refused without a name, and with two", async () => {
    const { port } = await start();
    expect(await rawRequest(port, "GET /api/runs HTTP/1.0\r\n\r\n")).toContain("forbidden_host");
    expect(
      await rawRequest(
        port,
        "GET /api/runs HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
      ),
    ).not.toContain("200 OK");
    expect(
      await rawRequest(
        port,
        "GET http://evil.example/api/runs HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
      ),
    ).toContain("400 Bad Request");
  });
});

describe("another page", () => {
  it.each([
    { origin: "https://evil.example" },
    { origin: "http://localhost:3000" },
    { origin: "null" },
    { origin: "http://127.0.0.1" },
    { origin: "" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "http://localhost:1" },
  ])("changes and reads nothing: %j", async (said) => {
    const { port, store } = await start();
    const headers = { ...said, host: "localhost:1" + (said.origin === "http://localhost:1" ? "" : "9") };
    const lines = [
      "POST /api/runs/root/feedback",
      "DELETE /api/traces/root",
      "POST /api/import",
      "POST /api/replay",
      "POST /api/replay/targets",
      "POST /v1/traces",
      "GET /api/runs",
      "GET /api/export",
    ];
    for (const line of lines) {
      const answered = await ask(port, line, {
        headers: { ...headers, ...json },
        body: line.startsWith("GET") ? "" : body,
      });
      // Exporters are told in their own format.
      const code = line === "POST /v1/traces" ? undefined : "forbidden_origin";
      expect([line, answered.status, answered.code]).toEqual([line, 403, code]);
      expect(answered.headers["access-control-allow-origin"]).toBeUndefined();
    }
    expect((await store.readTrace("root"))[0]?.feedback).toEqual([]);
  });

  it("the studio's own may, and so may programs", async () => {
    const { port } = await start();
    const host = `localhost:${port}`;
    for (const headers of [
      {},
      { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" },
      { host, "sec-fetch-site": "none" },
    ])
      expect((await ask(port, "POST /api/runs/root/feedback", { headers: { ...json, ...headers }, body })).status).toBe(
        200,
      );
  });

  it("can't send JSON as a form would", async () => {
    const { port } = await start();
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=application/json",
    ])
      expect(
        (await ask(port, "POST /api/runs/root/feedback", { headers: { "content-type": type }, body })).status,
      ).toBe(415);
  });
});

describe("the token", () => {
  const token = "a-token";
  const bearer = (given: string) => ({ authorization: `Bearer ${given}` });

  it.each([undefined, ""])("is made up and asked for where others can come, if it is %j", async (given) => {
    const { port, studio } = await start({ host: "0.0.0.0", ...(given !== undefined && { token: given }) });
    const { searchParams, hostname } = new URL(studio.url);
    expect(hostname).toBe("127.0.0.1");
    expect(searchParams.get("token")).toMatch(/^[\w-]{32}$/);
    expect((await ask(port, "GET /api/runs", { headers: { host: "studio.example" } })).code).toBe("no_token");
    expect((await ask(port, "GET /?token=", { headers: { host: "studio.example" } })).status).toBe(401);
    const headers = { host: "studio.example", ...bearer(searchParams.get("token") ?? "") };
    expect((await ask(port, "GET /api/runs", { headers })).status).toBe(200);
    expect((await ask(port, "GET /api/runs", { headers: { ...headers, origin: "http://evil.example" } })).status).toBe(
      403,
    );
  });

  it("opens everything, and nothing is open without", async () => {
    const { port } = await start({ token });
    for (const line of [
      "GET /api/runs",
      "GET /api/changes",
      "GET /api/export",
      "POST /api/import",
      "POST /v1/traces",
      "GET /api/nothing",
    ]) {
      for (const headers of [
        {},
        bearer("another"),
        bearer(""),
        { cookie: `earshot-studio-${port}=${token}` },
        { authorization: token },
      ]) {
        const answered = await ask(port, line, { headers });
        expect([line, answered.status, answered.code]).toEqual([line, 401, "no_token"]);
      }
    }
    expect((await ask(port, `GET /api/runs?token=${token}`)).status).toBe(401);
    expect((await ask(port, "GET /api/runs", { headers: bearer(token) })).status).toBe(200);
    const page = await ask(port, "GET /");
    expect([page.status, page.headers["content-type"]]).toEqual([401, "text/html; charset=utf-8"]);
    expect((await ask(port, "GET /assets/x.js?token=wrong")).status).toBe(401);
  });

  it("goes from the address into a cookie that scripts can't read, and that is not the token", async () => {
    const { port } = await start({ token });
    const answered = await ask(port, `GET //evil.example/x?token=${token}&tab=raw`);
    expect([answered.status, answered.headers.location]).toEqual([303, "/evil.example/x?tab=raw"]);
    const cookie = String(answered.headers["set-cookie"]);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(token);
    const headers = { cookie: `other=1; ${cookie.split(";")[0]}; more=2` };
    expect((await ask(port, "GET /api/runs", { headers })).status).toBe(200);
    const another = await start({ token: "another" });
    expect((await ask(another.port, "GET /api/runs", { headers })).status).toBe(401);
  });
});
