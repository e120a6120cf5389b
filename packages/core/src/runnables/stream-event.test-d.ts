import { expectTypeOf, test } from "vitest";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { Document } from "../documents/document.js";
import { RunnableLambda } from "./runnable-lambda.js";
import type { StreamEvent } from "./stream-event.js";

const lambda = RunnableLambda.from((input: number) => `${input}`);

test("the event's name tells what its data are", () => {
  const check = (told: StreamEvent) => {
    if (told.event === "on_chat_model_stream") expectTypeOf(told.data.chunk).toEqualTypeOf<AIMessageChunk>();
    else if (told.event === "on_retriever_end") expectTypeOf(told.data.output).toEqualTypeOf<readonly Document[]>();
    else if (told.event === "on_tool_error") expectTypeOf(told.data.error).toEqualTypeOf<string>();
    else if (told.event === "on_custom_event") expectTypeOf(told.data).toEqualTypeOf<unknown>();
    // @ts-expect-error -- there is no event of this name
    else if (told.event === "on_chain_begin") throw new Error();
  };
  expectTypeOf(check).toBeFunction();
});

test("an encoding makes bytes of the events", () => {
  expectTypeOf(lambda.streamEvents(1)).toExtend<ReadableStream<StreamEvent>>();
  expectTypeOf(lambda.streamEvents(1, { version: "v2" })).toExtend<ReadableStream<StreamEvent>>();
  expectTypeOf(lambda.streamEvents(1, { version: "v2", encoding: "text/event-stream" })).toExtend<
    ReadableStream<Uint8Array>
  >();
});

test("input and version are checked", () => {
  const refused = () => {
    // @ts-expect-error -- the lambda takes a number
    void lambda.streamEvents("1", { version: "v2" });
    // @ts-expect-error -- there is no version 1
    void lambda.streamEvents(1, { version: "v1" });
  };
  expectTypeOf(refused).toBeFunction();
});
