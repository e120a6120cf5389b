import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TraceChanges } from "@earshot/trace/reducer";
import { afterEach, expect, it } from "vitest";
import { ChangeStream } from "../../client/src/api/change-stream.js";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A stream of a server that answers each request by the next of these, and then by the last; and what it has told. */
async function followed(...answers: readonly Answer[]) {
  return followedFor(undefined, answers);
}

/** The same of one that gives up a server that says nothing for so long. */
async function followedFor(longestSilenceMs: number | undefined, answers: readonly Answer[]) {
  let asked = 0;
  const server: Server = createServer((request, response) =>
    answers[Math.min(asked++, answers.length - 1)]?.(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stream = new ChangeStream(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    ...(longestSilenceMs !== undefined && { longestSilenceMs }),
  });
  const told: string[] = [];
  const end = stream.listen(({ cursor }) => told.push(cursor));
  const following = stream.follow();
  ends.push(async () => {
    stream.stop();
    await following;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { stream, told, end, asked: () => asked };
}

const event = (cursor: string): string =>
  `id: ${cursor}\ndata: ${JSON.stringify({ runs: [], deltas: [], cursor } satisfies TraceChanges)}\n\n`;

function begin(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream" });
}

it("tells what comes, however it is cut into pieces, and passes over comments", async () => {
  const { stream, told } = await followed((_, response) => {
    const bytes = Buffer.from(`: é\n\n${event("1")}${event("ü2").replaceAll("\n", "\r\n")}`);
    begin(response);
    void (async () => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
  });
  await expect.poll(() => told).toEqual(["1", "ü2"]);
  expect(stream.state.value).toBe("open");
});

it("goes on from what came last when it breaks", async () => {
  const cursors: unknown[] = [];
  const { told } = await followed(
    (request, response) => {
      cursors.push(request.headers["last-event-id"]);
      begin(response).end(event("1"));
    },
    (request, response) => {
      cursors.push(request.headers["last-event-id"]);
      begin(response).write(event("2"));
    },
  );
  await expect.poll(() => told).toEqual(["1", "2"]);
  expect(cursors).toEqual([undefined, "1"]);
});

it("goes on by a new connection when nothing is heard by the one it has, not even that it is there", async () => {
  const { told, asked } = await followedFor(300, [
    (_, response) => {
      begin(response).write(event("1"));
      const beat = setInterval(() => response.write(":\n\n"), 50);
      setTimeout(() => clearInterval(beat), 700);
    },
    (_, response) => void begin(response).write(event("2")),
  ]);
  await expect.poll(() => told).toEqual(["1"]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked()).toBe(1);
  await expect.poll(() => told, { timeout: 5_000 }).toEqual(["1", "2"]);
});

it("says that the server is gone, and tries again at once when told to", async () => {
  const { stream, told, asked } = await followed(
    (_, response) => response.writeHead(503).end(),
    (_, response) => begin(response).write(event("1")),
  );
  await expect.poll(() => stream.state.value, { interval: 5 }).toBe("lost");
  expect(asked()).toBe(1);
  stream.retryNow();
  await expect.poll(() => stream.state.value, { interval: 5 }).toBe("open");
  await expect.poll(() => told).toEqual(["1"]);
});

it("tells when a server that was gone is there again, though nothing came meanwhile", async () => {
  const { stream } = await followed(
    (_, response) => void begin(response).end(event("1")),
    (_, response) => response.writeHead(503).end(),
    (_, response) => void begin(response).write(": nothing new\n\n"),
  );
  let returns = 0;
  const end = stream.onReturn(() => returns++);
  await expect.poll(() => stream.state.value, { interval: 5, timeout: 5_000 }).toBe("lost");
  expect(returns).toBe(0);
  stream.retryNow();
  await expect.poll(() => returns, { interval: 5 }).toBe(1);
  end();
});

it("says why a server that is there lets it not follow, until it does", async () => {
  const { stream } = await followed(
    (_, response) => response.writeHead(503).end('{"error":{"message":"64 streams are open."}}'),
    (_, response) => response.writeHead(502).end("<p>Bad gateway</p>"),
    (_, response) => begin(response).write(event("1")),
  );
  await expect.poll(() => stream.refusal.value, { interval: 5 }).toBe("64 streams are open.");
  stream.retryNow();
  await expect.poll(() => stream.refusal.value, { interval: 5 }).toBe("The server answers 502.");
  stream.retryNow();
  await expect.poll(() => stream.refusal.value, { interval: 5 }).toBe("");
  expect(stream.state.value).toBe("open");
});

it("tells nobody who has stopped to listen", async () => {
  const { told, end, asked } = await followed(
    (_, response) => begin(response).end(event("1")),
    (_, response) => begin(response).write(event("2")),
  );
  await expect.poll(() => told, { interval: 5 }).toEqual(["1"]);
  end();
  await expect.poll(asked).toBe(2);
  expect(told).toEqual(["1"]);
});
