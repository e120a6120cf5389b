import { expect, it } from "vitest";
import { XMLOutputParser } from "../../exports/output_parsers.js";

it.each([
  ["Sure: <a>1</a> and more < <b>", { a: "1" }],
  ["<?xml version='1.0'?><!DOCTYPE a><!-- <x> --><a>1<!-- y --></a>", { a: "1" }],
  ["<a>x < y && z &amp; &lt;b&gt; &#65;&#x42; &nbsp;</a>", { a: "x < y && z & <b> AB &nbsp;" }],
  ["<a><![CDATA[<b>]]>&amp;</a>", { a: "<b>&" }],
  ['<a href="x"><b/><c /></a>', { a: [{ b: "" }, { c: "" }] }],
  ["<a>text <b>1</b> tail</a>", { a: [{ b: "1" }] }],
  ["<a/>", { a: "" }],
])("reads %s", async (text, value) => {
  expect(await new XMLOutputParser().invoke(text)).toEqual(value);
});

it.each([
  ["no element", "has no XML element"],
  ["<a><b>x", "ends inside of <a> <b>"],
  ["<a></b>", "closes <b> inside of <a>"],
])("fails on %s", async (text, problem) => {
  await expect(new XMLOutputParser().invoke(text)).rejects.toThrow(
    expect.objectContaining({ llmOutput: text, message: expect.stringContaining(problem) as string }),
  );
});

it("tells the model its tags", () => {
  expect(new XMLOutputParser({ tags: ["a", "b"] }).getFormatInstructions()).toMatch(/tags that fit:\na, b$/);
  expect(new XMLOutputParser().getFormatInstructions()).toMatch(/\{tags\}$/);
});
