import type { Handler } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { expectTypeOf, it } from "vitest";
import {
  EventStreams,
  respondWithEvents,
  resumeEvents,
  type RunEndStatus,
  type WebEvent,
  type WorkConfig,
} from "./index.js";

const request = new Request("http://localhost/");
const chain = RunnableLambda.from((text: string) => text);

it("answers with a Response, whatever the work is", () => {
  expectTypeOf(respondWithEvents(request, (config) => chain.invoke("a", config))).toEqualTypeOf<Response>();
  respondWithEvents(request, async (config) => chain.stream("a", config), { streams: new EventStreams() });
  expectTypeOf<WorkConfig["signal"]>().toEqualTypeOf<AbortSignal>();
  expectTypeOf<WorkConfig["callbacks"]>().toExtend<readonly Handler[]>();
  expectTypeOf(resumeEvents(request, new EventStreams(), { streamId: "a" })).toEqualTypeOf<Response>();
});

it("tells an event by its type, and no input, output or error by default", () => {
  const told = (event: WebEvent) => {
    if (event.type === "chat_model.delta") expectTypeOf(event.text).toEqualTypeOf<string>();
    if (event.type === "tool.end") expectTypeOf(event.status).toEqualTypeOf<RunEndStatus>();
    if (event.type === "run.custom") expectTypeOf(event.data).toEqualTypeOf<unknown>();
    // @ts-expect-error -- a start has no text
    if (event.type === "chain.start") console.log(event.text);
  };
  expectTypeOf(told).parameter(0).toEqualTypeOf<WebEvent>();
  expectTypeOf<WebEvent>().not.toHaveProperty("inputs");
  expectTypeOf<WebEvent>().not.toHaveProperty("outputs");
  expectTypeOf<WebEvent>().not.toHaveProperty("error");
});

it("takes only what there is", () => {
  const work = (config: WorkConfig) => chain.invoke("a", config);
  // @ts-expect-error -- the request says when the client leaves
  respondWithEvents(work);
  // @ts-expect-error -- a run that has begun already was heard by nobody
  respondWithEvents(request, chain.invoke("a"));
  // @ts-expect-error -- there is no such type
  respondWithEvents(request, work, { events: ["chat_model.token"] });
  // @ts-expect-error -- there is no such visibility
  respondWithEvents(request, work, { visibility: "internal" });
  // @ts-expect-error -- there is no such way
  respondWithEvents(request, work, { onDisconnect: "wait" });
  // @ts-expect-error -- streams are kept by EventStreams
  respondWithEvents(request, work, { streams: new Map() });
  // @ts-expect-error -- the message is a text
  respondWithEvents(request, work, { errorMessage: (error) => error });
  // @ts-expect-error -- there is no such option
  new EventStreams({ max: 3 });
  // @ts-expect-error -- where to look for the stream is missing
  resumeEvents(request);
});
