import { expect, it } from "vitest";
import { formatDay } from "../../client/src/format/format-day.js";

it("says the year of a day that is not of this one", () => {
  expect(formatDay(Date.UTC(2055, 5, 4, 12))).toMatch(/4.*2055/u);
  expect(formatDay(Date.now())).not.toMatch(/\d{4}/u);
});
