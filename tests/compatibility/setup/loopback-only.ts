// Nothing leaves the machine: a connection to anywhere but 127.0.0.1 is refused, and fails the test file that asked for it.
import { Socket as DatagramSocket } from "node:dgram";
import { Socket } from "node:net";
import { afterAll, expect } from "vitest";
import { refusedConnections } from "./refused-connections.js";

interface Target {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

function targetOf(given: readonly unknown[]): Target {
  // Node.js hands on arguments that it has put in order as one array.
  const [first, second] = Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
  if (typeof first === "object" && first !== null) return first;
  return { port: Number(first), ...(typeof second === "string" ? { host: second } : {}) };
}

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
  const { host, port, path } = targetOf(given);
  if (path !== undefined && host === undefined) return Reflect.apply(connect, this, given) as Socket;
  if (host === "127.0.0.1") return Reflect.apply(connect, this, given) as Socket;
  const target = `${host ?? "localhost"}:${port}`;
  refusedConnections.push(target);
  // Whoever asked listens for errors from the next turn on.
  setImmediate(() => this.destroy(new Error(`A test connects to ${target}; only 127.0.0.1 is allowed.`)));
  return this;
} as typeof connect;

DatagramSocket.prototype.send = function (...given: unknown[]): void {
  const target = `datagram to ${given.filter((argument) => typeof argument === "string" || typeof argument === "number").join(":")}`;
  refusedConnections.push(target);
};

afterAll(() => {
  expect(refusedConnections, "connections to anywhere but 127.0.0.1").toEqual([]);
});
