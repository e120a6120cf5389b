import { expect, it } from "vitest";
import { Document } from "./document.js";

it("always has a text and metadata", () => {
  expect({ ...new Document({ pageContent: "a" }) }).toEqual({ pageContent: "a", metadata: {}, id: undefined });
  expect(new Document({} as never).pageContent).toBe("");
  expect(new Document({ pageContent: "a", metadata: { page: 3 }, id: "1" }).metadata.page).toBe(3);
});
