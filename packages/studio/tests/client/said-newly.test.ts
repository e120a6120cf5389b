import { describe, expect, it } from "vitest";
import { saidNewly, type SaidMessages, type Turn } from "../../client/src/threads/said-newly.js";
import type { ExchangeSide } from "../../client/src/views/messages/exchange.js";
import { readExchange } from "../../client/src/views/messages/read-exchange.js";

type Said = readonly [role: string, content: string, id?: string];

/** Messages as event lines have them: `["human", "Hi"]`, or with an id. */
const messages = (...said: readonly Said[]) =>
  said.map(([role, content, id]) => ({ role, content, ...(id !== undefined && { id }) }));

const turn = (inputs: unknown, outputs?: unknown): Turn =>
  readExchange([
    { type: "chain.start", payload: JSON.stringify({ inputs }) },
    ...(outputs === undefined ? [] : [{ type: "chain.end", payload: JSON.stringify({ outputs }) }]),
  ]);

/** What is shown of turns that follow each other: a line for each thing. */
function shown(...turns: readonly Turn[]): readonly (readonly string[])[] {
  let said: SaidMessages | undefined;
  return turns.map((each) => {
    const newly = saidNewly(each, said);
    said = newly.said;
    return [newly.turn.input, newly.turn.output].flatMap(lines);
  });
}

function lines(side: ExchangeSide | undefined): readonly string[] {
  if (side?.type === "messages")
    return side.messages.map(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : part.type)).join());
  if (side?.type === "text") return [side.text];
  return side?.type === "fields" ? side.fields.flatMap(({ name, side: inner }) => [`${name}:`, ...lines(inner)]) : [];
}

const [h1, a1, h2, a2]: readonly Said[] = [
  ["human", "Where is it?"],
  ["ai", "On its way."],
  ["human", "Thanks."],
  ["ai", "Any time."],
];

describe("Of a thread's turns is shown what is new", () => {
  it("where the whole conversation goes in and comes out", () => {
    const first = turn({ messages: messages(h1!) }, { messages: messages(h1!, a1!) });
    const second = turn({ messages: messages(h1!, a1!, h2!) }, { messages: messages(h1!, a1!, h2!, a2!) });
    expect(shown(first, second)).toEqual([
      ["Where is it?", "On its way."],
      ["Thanks.", "Any time."],
    ]);
  });

  it("where the program keeps the conversation: it goes out whole, with ids that the input did not have", () => {
    const first = turn(
      { messages: messages(h1!) },
      { messages: messages(["human", "Where is it?", "1"], ["ai", "On its way.", "2"]) },
    );
    const whole = messages(
      ["human", "Where is it?", "1"],
      ["ai", "On its way.", "2"],
      ["human", "Thanks.", "3"],
      ["ai", "Any time.", "4"],
    );
    expect(shown(first, turn({ messages: messages(h2!) }, { messages: whole }))[1]).toEqual(["Thanks.", "Any time."]);
  });

  it("where models are called, which answer alone", () => {
    const asked = (...said: readonly Said[]): Turn =>
      turn(messages(["system", "Be brief."], ...said), messages(a1!)[0]);
    expect(shown(asked(h1!), asked(h1!, a1!, h2!))).toEqual([
      ["Be brief.", "Where is it?", "On its way."],
      ["Thanks.", "On its way."],
    ]);
    const changed = turn(messages(["system", "Be polite."], h1!, a1!, h2!), messages(a2!));
    expect(shown(asked(h1!), changed)[1]).toEqual(["Be polite.", "Thanks.", "Any time."]);
  });

  it("where a question stands beside the history of texts that were said", () => {
    const first = turn({ question: "Where is it?", history: [] }, "On its way.");
    const second = turn({ question: "Thanks.", history: messages(h1!, a1!) }, "Any time.");
    expect(shown(first, second)[1]).toEqual(["question:", "Thanks.", "Any time."]);
  });

  it("after a turn that failed", () => {
    const again = turn({ messages: messages(h1!, h2!) }, { messages: messages(h1!, h2!, a2!) });
    expect(shown(turn({ messages: messages(h1!) }), again)[1]).toEqual(["Thanks.", "Any time."]);
  });
});

describe("Nothing is hidden that was said again:", () => {
  const yes: Said = ["human", "Yes."];
  const fine: Said = ["ai", "Fine."];

  it("a question, and its answer", () => {
    const first = turn({ messages: messages(yes) }, { messages: messages(yes, fine) });
    const second = turn({ messages: messages(yes, fine, yes) }, { messages: messages(yes, fine, yes, fine) });
    expect(shown(first, second)[1]).toEqual(["Yes.", "Fine."]);
    expect(shown(first, turn({ messages: messages(yes) }, { messages: messages(fine) }))[1]).toEqual(["Yes.", "Fine."]);
  });

  it("messages with ids of their own", () => {
    const first = turn(
      { messages: messages(["human", "Yes.", "1"]) },
      { messages: messages(["human", "Yes.", "1"], ["ai", "Fine.", "2"]) },
    );
    const second = turn(
      { messages: messages(["human", "Yes.", "3"]) },
      { messages: messages(["human", "Yes.", "3"], ["ai", "Fine.", "4"]) },
    );
    expect(shown(first, second)[1]).toEqual(["Yes.", "Fine."]);
  });

  it("what comes after something that is new", () => {
    const changed = turn({ messages: messages(["human", "Where was it?"], a1!, h2!) });
    expect(shown(turn({ messages: messages(h1!) }, { messages: messages(h1!, a1!) }), changed)[1]).toEqual([
      "Where was it?",
      "On its way.",
      "Thanks.",
    ]);
  });
});

it("A turn that says nothing new is known to, and one that is not known is not", () => {
  const whole = { messages: messages(h1!, a1!) };
  const { said } = saidNewly(turn({ messages: messages(h1!) }, whole));
  expect(saidNewly(turn(whole, whole), said).turn).toEqual({
    input: { type: "messages", messages: [] },
    output: { type: "messages", messages: [] },
  });
  expect(saidNewly({}, said).turn).toEqual({});
});
