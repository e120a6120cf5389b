import type { JsonValue } from "@earshot/trace";
import type { NewReplayTarget, ReplayReply } from "../../api/replay-protocol.js";
import type { ReplayRequest } from "../../api/studio-api.js";
import { check, type Check } from "../http/check.js";
import { EventStreamAnswer } from "../http/event-stream-answer.js";
import type { Routes } from "../http/route.js";
import type { StudioContext } from "./studio-context.js";

type ReplayRoutes = Pick<
  Routes,
  "POST /api/replay" | "POST /api/replay/targets" | "POST /api/replay/targets/:targetId/calls/:callId"
>;

const name = check.text({ longest: 200, mayBeEmpty: false });

const requestCheck = check.object<ReplayRequest>(
  {
    targetId: name,
    runId: check.text({ longest: 500 }),
    model: name,
    messages: check.list(check.json<JsonValue>(), 10_000),
    parameters: check.record<JsonValue>(check.json()),
  },
  ["targetId", "runId", "model", "messages", "parameters"],
);

const targetCheck = check.object<NewReplayTarget>({ name, models: check.list(name, 100) }, ["name", "models"]);

const refusalCheck = check.object<{ readonly refusal: string }>({ refusal: check.text() }, ["refusal"]);

const replyCheck: Check<ReplayReply> = (value, path) =>
  (value as { readonly isBegun?: unknown } | null)?.isBegun === true ? { isBegun: true } : refusalCheck(value, path);

/** Running calls again: the page's side, and the app's. */
export function replayRoutes({ replay }: StudioContext): ReplayRoutes {
  return {
    "POST /api/replay": { body: requestCheck, answer: ({ body }) => replay.replay(body) },
    "POST /api/replay/targets": {
      body: targetCheck,
      answer: ({ body }) => {
        replay.checkRoom();
        return new EventStreamAnswer((stream) =>
          replay.connect(body, {
            send: (message) => stream.send({ data: JSON.stringify(message) }),
            onClose: (listener) => stream.onClose(listener),
          }),
        );
      },
    },
    "POST /api/replay/targets/:targetId/calls/:callId": {
      body: check.object<{ readonly secret: string; readonly reply: ReplayReply }>(
        { secret: name, reply: replyCheck },
        ["secret", "reply"],
      ),
      answer: ({ parameters, body: { secret, reply } }) => {
        replay.settle({ ...parameters, secret }, reply);
        return {};
      },
    },
  };
}
