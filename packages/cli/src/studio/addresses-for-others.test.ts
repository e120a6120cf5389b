import { expect, it } from "vitest";
import { addressesForOthers } from "./addresses-for-others.js";

const facts = { netmask: "", mac: "", cidr: null } as const;
const loopback = { ...facts, family: "IPv4", address: "127.0.0.1", internal: true } as const;
const wired = { ...facts, family: "IPv4", address: "192.168.1.5", internal: false } as const;
const wireless = { ...wired, address: "10.0.0.7" } as const;
const sixth = { ...facts, family: "IPv6", address: "fe80::1", scopeid: 2, internal: false } as const;

it("others are told all of this machine's addresses but those that only it can reach", () => {
  const interfaces = { lo: [loopback], eth0: [wired, sixth], wlan0: [wireless], gone: undefined };
  expect(addressesForOthers("http://127.0.0.1:4319/?token=abc", interfaces)).toEqual([
    "http://192.168.1.5:4319/?token=abc",
    "http://10.0.0.7:4319/?token=abc",
  ]);
  expect(addressesForOthers("http://127.0.0.1:4319/", { lo: [loopback] })).toEqual([]);
});
