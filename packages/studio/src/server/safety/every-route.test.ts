import { TraceStoreError, type TraceStore } from "@earshot/trace";
import { describe, expect, it } from "vitest";
import { firstAnswer } from "../../../tests/support/first-answer.js";
import { memoryStore } from "../../../tests/support/memory-store.js";
import { apiLines, studioLines } from "../../../tests/support/route-lines.js";
import { studios } from "../../../tests/support/studios.js";

const start = studios();
const json = { "content-type": "application/json" };
const isPage = (line: string): boolean => !/ \/(?:api|v1)\//.test(line);
const doors = studioLines.filter((line) => !isPage(line));
const bodyOf = (line: string): string => (line.startsWith("POST") ? "{}" : "");
const pathOf = (line: string): string => line.slice(line.indexOf(" ") + 1);

/** What browsers say when another page asks: by `fetch`, an `EventSource`, a form, a link. */
const strangers = {
  fetch: { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
  EventSource: { origin: "https://evil.example", "sec-fetch-site": "cross-site", accept: "text/event-stream" },
  "EventSource of a browser without Sec-Fetch-Site": { origin: "http://localhost:3000", accept: "text/event-stream" },
  "a page of another port": { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-site" },
  "a frame without an origin": { origin: "null" },
  "a picture or a script": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
  "a link": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
} as const;

describe.each(doors)("%s", (line) => {
  it.each(Object.entries(strangers))("is refused to another page: %s", async (_, headers) => {
    const { port, store } = await start();
    const answer = await firstAnswer(port, line, { headers: { ...json, ...headers }, body: bodyOf(line) });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(await store.readEvents("root")).toHaveLength(2);
  });

  it("is answered to a program, and to the studio's own page", async () => {
    const { port } = await start();
    const own = { origin: `http://localhost:${port}`, host: `localhost:${port}`, "sec-fetch-site": "same-origin" };
    for (const headers of [{}, own]) {
      const { status } = await firstAnswer(port, line, { headers: { ...json, ...headers }, body: bodyOf(line) });
      expect([401, 403, 405]).not.toContain(status);
    }
  });

  it("is refused without the token, which no answer says", async () => {
    const token = "the-secret-of-this-studio";
    const { port } = await start({ token });
    for (const headers of [{}, { authorization: "Bearer wrong" }, { cookie: `earshot-studio-${port}=${token}` }]) {
      const answer = await firstAnswer(port, line, { headers: { ...json, ...headers }, body: bodyOf(line) });
      expect([answer.status, JSON.stringify(answer).includes(token)]).toEqual([401, false]);
    }
  });
});

describe.each(studioLines)("%s", (line) => {
  it.each(["evil.example", "127.0.0.1.evil.example:4319", "0.0.0.0"])(
    "is refused under a name that was made to lead here: %s",
    async (host) => {
      const { port } = await start();
      const answer = await firstAnswer(port, line, { headers: { ...json, host }, body: bodyOf(line) });
      expect(answer.status).toBe(403);
    },
  );

  it("says the token in no answer, whoever asks, and to no one who hears of errors", async () => {
    const token = "the-secret-of-this-studio";
    const heard: unknown[] = [];
    const fail = () => Promise.reject(new TraceStoreError("it is broken"));
    const broken = { listRuns: fail, readTrace: fail, append: fail, facets: fail, size: fail } as Partial<TraceStore>;
    for (const changed of [{}, broken]) {
      const { port } = await start({ token, store: memoryStore([], changed), onError: (error) => heard.push(error) });
      const path = pathOf(line);
      const asked = await firstAnswer(port, `GET ${path}?token=${token}`);
      const letIn = await firstAnswer(port, `GET /?token=${token}`);
      const cookie = String(letIn.headers["set-cookie"]).split(";")[0] ?? "";
      for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }]) {
        const answer = await firstAnswer(port, line, { headers: { ...json, ...headers }, body: bodyOf(line) });
        expect(answer.status).not.toBe(401);
        expect(JSON.stringify([answer, asked, letIn])).not.toContain(token);
      }
    }
    expect(heard.map((error) => String((error as Error).stack)).join("\n")).not.toContain(token);
  });

  it("answers the methods that it says, HEAD as GET without a body, and tells no other page which", async () => {
    const { port } = await start();
    const path = pathOf(line);
    const [method = ""] = line.split(" ");
    const headers = { ...json, origin: `http://127.0.0.1:${port}` };
    const ofPath = studioLines.filter((each) => pathOf(each) === path).map((each) => each.split(" ")[0] ?? "");
    const allowed = ofPath.flatMap((each) => (each === "GET" ? ["GET", "HEAD"] : [each]));
    for (const other of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
      const answer = await firstAnswer(port, `${other} ${path}`, { headers, body: other === "POST" ? "{}" : "" });
      if (allowed.includes(other)) expect([other, answer.status]).not.toEqual([other, 405]);
      else expect([other, answer.status, answer.headers.allow]).toEqual([other, 405, allowed.join(", ")]);
      if (other === "HEAD") expect(answer.text).toBe("");
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
    if (method !== "GET") return;
    const [got, head] = [await firstAnswer(port, line), await firstAnswer(port, `HEAD ${path}`)];
    expect([head.status, head.headers["content-type"]?.split(";")[0]]).toEqual([
      got.status,
      got.headers["content-type"]?.split(";")[0],
    ]);
  });
});

it("the API's table is what is asked about", () => {
  expect(apiLines).toContain("DELETE /api/runs/root/feedback/some");
  expect(apiLines.length).toBeGreaterThan(15);
});
