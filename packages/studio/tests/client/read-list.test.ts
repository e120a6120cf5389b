import { expect, it } from "vitest";
import { readList } from "../../client/src/pace/read-list.js";

/** As a body comes: in pieces that end anywhere. */
async function* inPieces(text: string, length = 100_000) {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

it("answers what JSON.parse does, and parses what has come before the rest is there", async () => {
  const items = Array.from({ length: 20_000 }, (_, at) => ({
    at,
    text: 'ends like an item: "},{" \\ ',
    list: [{ deep: "},{" }, { deep: {} }, {}],
  }));
  const parsed: number[] = [];
  const parse = JSON.parse;
  JSON.parse = (text: string) => {
    parsed.push(text.length);
    return parse(text) as unknown;
  };
  try {
    expect(await readList(inPieces(JSON.stringify(items)))).toEqual(items);
  } finally {
    JSON.parse = parse;
  }
  expect(parsed.length).toBeGreaterThan(3);
  expect(Math.max(...parsed)).toBeLessThan(500_000);
});

it("reads items that are longer than what is parsed in one go, and lists that are short or empty", async () => {
  const long = { list: Array.from({ length: 60_000 }, (_, at) => ({ at })) };
  const list = [long, { last: true }, long];
  expect(await readList(inPieces(JSON.stringify(list)))).toEqual(list);
  expect(await readList(inPieces("[]"))).toEqual([]);
  expect(await readList(inPieces('[{"one":1}]', 1))).toEqual([{ one: 1 }]);
});

it("throws at what is cut off", async () => {
  await expect(readList(inPieces('[{"one":1},{"tw'))).rejects.toThrow(SyntaxError);
});
