import { createServer, connect, type AddressInfo } from "node:net";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { refusedConnections } from "./refused-connections.js";

afterEach(() => refusedConnections.splice(0));

it("refuses what goes elsewhere, whoever asks", async () => {
  await expect(fetch("http://192.0.2.1:4318/")).rejects.toThrow("fetch failed");
  await expect(fetch("https://example.test/")).rejects.toThrow("fetch failed");
  const [error] = await once(connect(9, "192.0.2.1"), "error");
  expect(String(error)).toContain("only 127.0.0.1 is allowed");
  createSocket("udp4").send("x", 9, "192.0.2.1");
  expect(refusedConnections).toEqual([
    "192.0.2.1:4318",
    "example.test:443",
    "192.0.2.1:9",
    "datagram to x:9:192.0.2.1",
  ]);
});

it("lets loopback through", async () => {
  const server = createServer((socket) => socket.end("hello")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const [said] = await once(connect((server.address() as AddressInfo).port, "127.0.0.1"), "data");
  expect(String(said)).toBe("hello");
  server.close();
  expect(refusedConnections).toEqual([]);
});
