import { expect, it } from "vitest";
import type { RunRecord } from "@earshot/trace/reducer";
import { lazyTurns } from "../../client/src/threads/lazy-turns.js";
import type { Turn } from "../../client/src/threads/said-newly.js";
import type { ChatMessage, ChatRole } from "../../client/src/views/messages/chat-message.js";

const message = (role: ChatRole, text: string): ChatMessage => ({
  role,
  label: role,
  parts: [{ type: "text", text }],
});
const runs = Array.from({ length: 100 }, (_, place) => ({ runId: String(place), status: "ok" }) as RunRecord);

/** Programs that hand in all that was said, but for each third, which hands in nothing of it. */
function turnOf({ runId }: RunRecord): Turn {
  const place = Number(runId);
  const asked = (at: number) => [message("user", `question ${at}`), message("assistant", `answer ${at}`)];
  const history = place % 3 === 2 ? [] : Array.from({ length: place }, (_, at) => asked(at)).flat();
  const [question, answer] = asked(place) as [ChatMessage, ChatMessage];
  return {
    input: { type: "messages", messages: [...history, question] },
    output: { type: "messages", messages: [answer] },
  };
}

it("reads few turns to tell what one of a long thread says newly", async () => {
  const read = new Set<string>();
  const turns = lazyTurns(runs, [], async (run) => {
    read.add(run.runId);
    return turnOf(run);
  });
  const newly = async (place: number) => (await turns[place]?.read())?.turn.input;
  expect(await newly(99)).toEqual({ type: "messages", messages: [message("user", "question 99")] });
  expect(read.size).toBeLessThanOrEqual(30);
  for (const place of [0, 1, 20, 40, 59, 60, 61, 80])
    expect(await newly(place), String(place)).toEqual({
      type: "messages",
      messages: [message("user", `question ${place}`)],
    });
  expect(read.size).toBeLessThan(100);
});

it("keeps turns as they are while more come", () => {
  const turns = lazyTurns(runs.slice(0, 30), [], () => Promise.reject(new Error("gone")));
  const more = lazyTurns(runs.slice(0, 40), turns);
  expect(turns.every((turn, place) => turn === more[place])).toBe(true);
});

it("has a turn without messages where they can't be read", async () => {
  const [turn] = lazyTurns(runs.slice(0, 1), [], () => Promise.reject(new Error("gone")));
  expect((await turn?.read())?.turn).toEqual({});
});
