import { beforeAll, describe, expect, it } from "vitest";
import { load, LoadError, loads } from "../exports/load.js";
import { RunnableLambda } from "../exports/runnables.js";

describe("secrets", () => {
  const secret = (name: string) => ({ lc: 1, type: "secret", id: [name] });
  const text = JSON.stringify({ a: secret("KEY"), list: [secret("KEY"), secret("OTHER")] });

  it("come from a dictionary, or from a function that is asked once for each", async () => {
    expect(await load(text, { secretsMap: { KEY: "k", OTHER: "" } })).toEqual({ a: "k", list: ["k", ""] });
    const asked: string[] = [];
    const secretsMap = async (name: string) => {
      asked.push(name);
      return name.toLowerCase();
    };
    expect(await load(text, { secretsMap })).toEqual({ a: "key", list: ["key", "other"] });
    expect(asked).toEqual(["KEY", "OTHER"]);
  });

  it("that are missing are named, with the place", async () => {
    const loading = load(text, { secretsMap: { KEY: "k" } });
    await expect(loading).rejects.toMatchObject({ reason: "missing_secret", path: "$.list[1]" });
    await expect(load(JSON.stringify(secret("toString")), { secretsMap: {} })).rejects.toThrow("toString");
  });

  it("are not looked for before the whole text is found harmless", async () => {
    const evil = { lc: 1, type: "constructor", id: ["nowhere", "Evil"], kwargs: {} };
    const asked: string[] = [];
    const secretsMap = (name: string) => void asked.push(name) as undefined;
    await expect(load(JSON.stringify([secret("KEY"), evil]), { secretsMap })).rejects.toMatchObject({ path: "$[1]" });
    expect(asked).toEqual([]);
  });

  describe("in the environment", () => {
    const ofHome = JSON.stringify(secret("HOME"));

    beforeAll(() => import("../exports/env.js"));

    it("are found if that is allowed, for all or for those listed", async () => {
      expect(await load(ofHome, { secretsFromEnv: true })).toBe(process.env["HOME"]);
      expect(await load(ofHome, { secretsFromEnv: ["HOME"] })).toBe(process.env["HOME"]);
      expect(await load(ofHome, { secretsFromEnv: true, secretsMap: { HOME: "nearer" } })).toBe("nearer");
      await expect(load(ofHome, { secretsFromEnv: ["PATH"] })).rejects.toMatchObject({ reason: "missing_secret" });
      await expect(load(ofHome)).rejects.toMatchObject({ reason: "missing_secret" });
    });
  });
});

describe("a text that can't be loaded is refused with place and reason:", () => {
  const human = (kwargs: string) =>
    `{"lc":1,"type":"constructor","id":["langchain_core","messages","HumanMessage"],"kwargs":${kwargs}}`;
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

  it.each([
    ["no JSON", "{", "syntax", "$"],
    ["not ours", '{"lc":1,"type":"constructor","id":["evil","X"],"kwargs":{}}', "not_listed", "$"],
    ["no class", human("{}").replace("HumanMessage", "getBufferString"), "not_listed", "$"],
    ["by birth", human("{}").replace("HumanMessage", "constructor"), "not_listed", "$"],
    ["inherited", human("{}").replace('"langchain_core","messages"', '"__proto__"'), "not_listed", "$"],
    ["one name", '{"a":{"lc":1,"type":"constructor","id":["HumanMessage"],"kwargs":{}}}', "not_listed", "$.a"],
    ["no arguments", human("[]"), "malformed", "$"],
    ["no id", '[{"lc":1,"type":"secret","id":"KEY"}]', "malformed", "$[0]"],
    ["an id of numbers", '{"lc":1,"type":"not_implemented","id":[1]}', "malformed", "$"],
    ["a lambda", JSON.stringify(RunnableLambda.from(() => 1).pipe(() => 2)), "not_implemented", "$.kwargs.first"],
    ["a prototype", human('{"content":"a","__proto__":{"polluted":1}}'), "forbidden_key", "$.kwargs.__proto__"],
    ["a prototype in data", '{"a b":[{"__proto__":1}]}', "forbidden_key", '$["a b"][0].__proto__'],
    ["what was escaped", '{"__lc_escaped__":{"__proto__":1}}', "forbidden_key", "$.__proto__"],
    ["a constructor", human('{"constructor":"x"}'), "forbidden_key", "$.kwargs.constructor"],
    ["its prototype", '{"constructor":{"prototype":{"a":1}}}', "forbidden_key", "$.constructor"],
    ["too deep", nested(52), "too_deep", `$${"[0]".repeat(51)}`],
    [
      "too deep within arguments",
      human(`{"content":${nested(60)}}`),
      "too_deep",
      `$.kwargs.content${"[0]".repeat(49)}`,
    ],
    [
      "arguments it can't take",
      human("{}").replace("messages", "prompts/prompt").replace("HumanMessage", "PromptTemplate"),
      "constructor",
      "$",
    ],
  ])("%s", async (_, text, reason, path) => {
    const error = (await load(text).catch((thrown: unknown) => thrown)) as LoadError;
    expect(error).toBeInstanceOf(LoadError);
    expect([error.code, error.reason, error.path]).toEqual(["LOAD", reason, path]);
  });

  it("too large", async () => {
    await expect(load("[1,2,3]", { maxLength: 6 })).rejects.toMatchObject({ reason: "too_large" });
    expect(await load("[1,2,3]", { maxLength: 7 })).toEqual([1, 2, 3]);
  });

  it("deeper than anybody may allow", async () => {
    expect(await load(nested(900), { maxDepth: 1e9 })).toHaveLength(1);
    await expect(load(nested(200_000), { maxDepth: 1e9 })).rejects.toMatchObject({ reason: "too_deep" });
  });

  it("with what a stranger wrote cut short", async () => {
    const id = ["x".repeat(1000), "y".repeat(1000)];
    const text = JSON.stringify({ ["k".repeat(1000)]: { lc: 1, type: "constructor", id, kwargs: {} } });
    const error = (await load(text).catch((thrown: unknown) => thrown)) as LoadError;
    expect(error.message.length).toBeLessThan(600);
  });
});

it("a value that is no text is refused with what to do, by either name", async () => {
  for (const given of [{ a: 1 }, undefined, null])
    await expect(load(given as never)).rejects.toMatchObject({ reason: "syntax", path: "$" });
  await expect(loads({ a: 1 } as never)).rejects.toThrow("of type object, and no text. Give it what JSON.stringify");
  expect(await loads('{"a":1}')).toEqual({ a: 1 });
});
