import { expect, it } from "vitest";
import { parseList } from "../../client/src/pace/parse-list.js";

function parsed(text: string): { readonly items: readonly unknown[]; readonly turns: number } {
  const work = parseList<unknown>(text);
  for (let turns = 0; ; turns += 1) {
    const step = work.next();
    if (step.done === true) return { items: step.value, turns };
  }
}

it("answers what JSON.parse does, a piece at a time", () => {
  const items = Array.from({ length: 20_000 }, (_, at) => ({
    at,
    text: 'ends like an item: "},{" \\ ',
    list: [{ deep: "},{" }, { deep: {} }, {}],
  }));
  const { items: read, turns } = parsed(JSON.stringify(items));
  expect(read).toEqual(items);
  expect(turns).toBeGreaterThan(3);
});

it("reads items that are longer than a piece, and lists that are short or empty", () => {
  const long = { list: Array.from({ length: 60_000 }, (_, at) => ({ at })) };
  expect(parsed(JSON.stringify([long, { last: true }, long])).items).toEqual([long, { last: true }, long]);
  expect(parsed("[]").items).toEqual([]);
  expect(parsed('[{"one":1}]').items).toEqual([{ one: 1 }]);
});

it("throws at what is cut off", () => {
  expect(() => parsed('[{"one":1},{"tw')).toThrow(SyntaxError);
});
