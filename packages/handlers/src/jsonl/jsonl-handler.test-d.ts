import type { EarshotEvent, Handler } from "@earshot/core/events";
import { expectTypeOf, it } from "vitest";
import { jsonlHandler, type JsonlHandler } from "./jsonl-handler.js";
import { readJsonl } from "./read-jsonl.js";

it("is a handler that is flushed and disposed of", () => {
  expectTypeOf<JsonlHandler>().toExtend<Handler & AsyncDisposable>();
  expectTypeOf(jsonlHandler({ path: "a" }).flush).returns.toEqualTypeOf<Promise<void>>();
});

it("yields events", () => {
  expectTypeOf(readJsonl("a")).toExtend<AsyncIterable<EarshotEvent>>();
  readJsonl(new Blob().stream(), { onBroken: (error) => error.line });
});

it("takes only what there is", () => {
  // @ts-expect-error -- there is nowhere to write to
  jsonlHandler({});
  // @ts-expect-error -- there is no such moment
  jsonlHandler({ path: "a", fsync: "sometimes" });
  // @ts-expect-error -- there is no such way
  readJsonl("a", { onBroken: "ignore" });
});
