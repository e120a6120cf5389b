import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonOutputParser, OutputParserException, XMLOutputParser } from "../exports/output_parsers.js";
import { IncrementalJson } from "./json/incremental-json.js";
import { JsonReader } from "./json/json-reader.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

/** A text cut at the given places. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((place, index) => text.slice(places[index - 1] ?? 0, place));
}

async function* stream<TChunk>(chunks: readonly TChunk[]): AsyncGenerator<TChunk> {
  yield* chunks;
}

const cuts = fc.array(fc.nat(400), { maxLength: 40 });
const indent = fc.constantFrom(undefined, 2, "\t");
const wrapped = fc.constantFrom(
  (json: string) => json,
  (json: string) => `\n ${json} \n`,
  (json: string) => `Here you are:\n\`\`\`json\n${json}\n\`\`\`\nAnything else?`,
  (json: string) => `\`\`\`\n${json}\`\`\``,
);

describe("JsonOutputParser", () => {
  it("comes to the same value wherever the text is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.object({ maxDepth: 4 }), indent, wrapped, cuts, async (value, space, wrap, places) => {
        const json = JSON.stringify(value, undefined, space);
        const chunks = await piecesOf(new JsonOutputParser().transform(stream(pieces(wrap(json), places))));
        expect(chunks.at(-1)).toEqual(JSON.parse(json));
        expect(await new JsonOutputParser().invoke(wrap(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it("never changes a chunk that it has handed on", async () => {
    await fc.assert(
      fc.asyncProperty(fc.object({ maxDepth: 4 }), cuts, async (value, places) => {
        const shown: [chunk: unknown, then: string][] = [];
        for await (const chunk of new JsonOutputParser().transform(stream(pieces(JSON.stringify(value), places))))
          shown.push([chunk, JSON.stringify(chunk)]);
        for (const [chunk, then] of shown) expect(JSON.stringify(chunk)).toBe(then);
      }),
    );
  });

  it("tells something of each beginning of a JSON text, and fails on none before its end", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value);
        const json = new IncrementalJson();
        json.read(text.slice(0, cut % (text.length + 1)));
        expect(json.state).not.toBe("failed");
        json.show();
      }),
    );
  });

  it("takes any text without throwing before its end", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0`json 1-.etrfn\n') })), (texts) => {
        const reader = new JsonReader();
        for (const text of texts) {
          reader.read(text);
          reader.show();
        }
        try {
          reader.finish();
        } catch (error) {
          expect(error).toBeInstanceOf(OutputParserException);
          expect((error as OutputParserException).llmOutput).toBe(texts.join(""));
        }
      }),
    );
  });

  it("says in patches what it would say in values", async () => {
    await fc.assert(
      fc.asyncProperty(fc.object({ maxDepth: 3 }), cuts, async (value, places) => {
        const texts = pieces(JSON.stringify(value), places);
        const patches = await piecesOf(new JsonOutputParser({ diff: true }).transform(stream(texts)));
        let patched: unknown;
        for (const operation of patches.flat() as unknown as Operation[]) patched = apply(patched, operation);
        expect(patched).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

interface Operation {
  op: string;
  path: string;
  value: unknown;
}

/** Streams only ever add to a value and replace what is in it. */
function apply(value: unknown, { op, path, value: next }: Operation): unknown {
  if (op === "remove") throw new Error(`removes ${path}`);
  if (path === "") return structuredClone(next);
  const keys = path.slice(1).split("/");
  const last = (keys.pop() as string).replaceAll("~1", "/").replaceAll("~0", "~");
  let at = value as Record<string, unknown>;
  for (const key of keys) at = at[key.replaceAll("~1", "/").replaceAll("~0", "~")] as Record<string, unknown>;
  Object.defineProperty(at, last, {
    value: structuredClone(next),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return value;
}

const name = fc.constantFrom("a", "b", "c");
type Tree = [name: string, content: string | Tree[]];
const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.tuple(
    name,
    fc.oneof({ maxDepth: 3 }, fc.string(), fc.array(tie("tree"), { minLength: 1, maxLength: 3 })),
  ) as fc.Arbitrary<Tree>,
})).tree;

const xmlOf = ([tag, content]: Tree): string =>
  `<${tag}>${typeof content === "string" ? content.replaceAll("&", "&amp;").replaceAll("<", "&lt;") : content.map(xmlOf).join("\n")}</${tag}>`;
const valueOf = ([tag, content]: Tree): unknown => ({
  [tag]: typeof content === "string" ? content : content.map(valueOf),
});

describe("XMLOutputParser", () => {
  it("comes to the same value wherever the text is cut", async () => {
    await fc.assert(
      fc.asyncProperty(tree, cuts, async (root, places) => {
        const text = `Sure:\n\`\`\`xml\n${xmlOf(root)}\n\`\`\``;
        const chunks = await piecesOf(new XMLOutputParser().transform(stream(pieces(text, places))));
        expect(chunks.at(-1)).toEqual(valueOf(root));
        expect(await new XMLOutputParser().invoke(text)).toEqual(valueOf(root));
      }),
    );
  });
});
