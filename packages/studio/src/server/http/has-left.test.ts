import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { hasLeft } from "./has-left.js";
import { readBody } from "./read-body.js";

const server = createServer();
afterEach(() => void server.close());

it.each([
  ["whose body came whole, and is not read yet", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nhi"],
  ["in the midst of a body", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhi"],
])("a client leaves %s", async (_which, text) => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(text));
  const [incoming] = (await once(server, "request")) as [IncomingMessage];
  expect(hasLeft(incoming)).toBe(false);
  // Its bytes are there before it goes.
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  await new Promise((resolve) => incoming.socket.once("close", resolve));
  await expect(readBody(incoming, 100)).rejects.toThrow("aborted");
  expect(hasLeft(incoming)).toBe(true);
});

it("a client that is answered has not left", async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.once("request", (incoming: IncomingMessage, response) => {
    void readBody(incoming, 100).then((body) => response.end(`${body.toString()} ${String(hasLeft(incoming))}`));
  });
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "hi" });
  expect(await answer.text()).toBe("hi false");
});
