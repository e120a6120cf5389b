import { expect, it } from "vitest";
import { retryAfterOf } from "./retry-after-of.js";

const inOneSecond = () => new Date(Date.now() + 1000);

it.each([
  ["retryAfterMs", { retryAfterMs: 20 }, 20],
  ["retryAfter in seconds", { retryAfter: 2 }, 2000],
  ["retryAfter as a text", { retryAfter: "0.5" }, 500],
  ["a header in a dictionary", { headers: { "retry-after": "3" } }, 3000],
  ["a header in milliseconds, which wins", { headers: { "retry-after": "3", "retry-after-ms": "40" } }, 40],
  ["a header in Headers", { headers: new Headers({ "Retry-After": "3" }) }, 3000],
  ["the headers of a response", { response: { headers: { "retry-after": "3" } } }, 3000],
  ["headers under another name", { responseHeaders: { "retry-after": "3" } }, 3000],
  ["a date that has passed", { retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" }, 0],
  ["a negative number", { retryAfter: -1 }, 0],
  ["nothing", new Error("busy"), undefined],
  ["an empty header", { headers: { "retry-after": " " } }, undefined],
  ["a word", { retryAfter: "soon" }, undefined],
  ["no number", { retryAfterMs: Number.NaN }, undefined],
  ["no object", "busy", undefined],
  ["null", null, undefined],
])("reads %s", (_, error, expected) => {
  expect(retryAfterOf(error)).toBe(expected);
});

it.each([
  ["an object", { retryAfter: inOneSecond() }],
  ["a header", { headers: { "retry-after": new Date(Date.now() + 2000).toUTCString() } }],
])("reads a date that is to come, in %s", (_, error) => {
  const delay = retryAfterOf(error) as number;
  expect(delay).toBeGreaterThan(0);
  expect(delay).toBeLessThanOrEqual(2000);
});
