import { expect, it } from "vitest";
import { JoinedText } from "./joined-text.js";

it("is all pieces in order, however many there are and whenever it is read", () => {
  const pieces = Array.from({ length: 2_500 }, (_, index) => `${index} `);
  const unread = new JoinedText("");
  const read = new JoinedText("");
  for (const [index, piece] of pieces.entries()) {
    unread.add(piece);
    read.add(piece);
    if (index % 333 === 0) expect(String(read)).toBe(pieces.slice(0, index + 1).join(""));
  }
  expect(String(unread)).toBe(pieces.join(""));
  expect(String(read)).toBe(String(unread));
});
