import { expect, it } from "vitest";
import { sanitizeLine, sanitizeText } from "./sanitize-text.js";

it("leaves text alone that cannot control a terminal", () => {
  const text = "Grüße, 世界 👩‍👩‍👧\nsecond line";
  expect(sanitizeText(text)).toBe(text);
});

it.each([
  ["colours", "\u001B[31mred\u001B[0m", "␛[31mred␛[0m"],
  ["a window title", "\u001B]0;owned\u0007", "␛]0;owned␇"],
  ["a link", "\u001B]8;;http://evil\u001B\\x", "␛]8;;http://evil␛\\x"],
  ["what overwrites the line", "safe\rover\b\b", "safe␍over␈␈"],
  ["8-bit controls", "\u009B31m\u0085", "\uFFFD31m\uFFFD"],
  ["marks that reverse the direction", "abc\u202Egpj.exe\u2066", "abc\uFFFDgpj.exe\uFFFD"],
  ["delete and nul", "\u007F\u0000", "␡␀"],
  ["tabs and Windows line ends", "a\tb\r\nc", "a  b\nc"],
])("makes %s harmless", (_, text, safe) => {
  expect(sanitizeText(text)).toBe(safe);
});

it("is as safe when a sequence comes in pieces", () => {
  expect(["\u001B", "[2J"].map(sanitizeText).join("")).toBe("␛[2J");
});

it("makes one line of several", () => {
  expect(sanitizeLine("one \n\n  two\u001B")).toBe("one two␛");
});
