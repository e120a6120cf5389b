import { personalData, redactionRules, redactText, secrets, type TextRule } from "@earshot/handlers/redaction";
import { expect, it } from "vitest";

const rules: readonly TextRule[] = [...secrets, ...personalData];

/** What makes a pattern go back over what it has read: beginnings that come to nothing, and runs of what it takes. */
const hostile: Readonly<Record<string, (length: number) => string>> = Object.fromEntries(
  [
    "a",
    "1",
    "A",
    " ",
    "-",
    ".",
    "a.",
    "a@",
    "@",
    "a-",
    "1 ",
    "+1",
    "00",
    "(555) ",
    "0123 ",
    "sk-",
    "sk-ant-",
    "sk-a1",
    "eyJ",
    "eyJaaaaaaaa.",
    "DE89",
    "DE89 ",
    "AKIA",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN ",
    "-----END ",
    "bearer ",
    "bearer a",
    "authorization: ",
    "authorization",
    "://",
    "://a:",
    ":",
    "4111 ",
    "é",
    "xoxb-1",
    "SG.aaaaaaaaaaaaaaaa.",
  ].map((piece) => [piece, (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)]),
);

/** Milliseconds that the processor worked, whatever else the machine has to do: the shortest of five times, or the first that is short enough. */
function timeOf(work: () => unknown, enough = 0): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let times = 0; times < 5 && shortest > enough; times++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    shortest = Math.min(shortest, (user + system) / 1000);
  }
  return shortest;
}

it.each(rules.map((rule) => [rule.name, rule] as const))("%s takes time in proportion to the text", (_, rule) => {
  for (const [piece, make] of Object.entries(hostile)) {
    const read = (length: number, enough?: number) => timeOf(() => redactText(make(length), [rule]), enough);
    read(1000, Number.POSITIVE_INFINITY);
    const short = read(5000);
    // Ten times the text: ten times as long, with room for what a busy machine does to short times.
    const allowed = 30 * Math.max(short, 1);
    const long = read(50_000, allowed);
    expect(long, `${piece} …: ${short} ms, then ${long} ms`).toBeLessThan(allowed);
  }
});

it("so does text that streams, in pieces of any size", () => {
  const bounded = redactionRules([rules], { maxHeldCharacters: 512 });
  for (const [piece, make] of Object.entries(hostile)) {
    const read = (length: number, size: number, enough?: number) => {
      const pieces = make(length).match(new RegExp(`[^]{1,${size}}`, "gu")) ?? [];
      return timeOf(() => {
        const redaction = bounded.startText({ type: "llm.delta", name: "text" });
        for (const each of pieces) redaction.push(each);
        redaction.flush();
      }, enough);
    };
    for (const size of [9, 100_000]) {
      read(3000, size, Number.POSITIVE_INFINITY); // patterns are compiled for good only when they are used often
      const short = read(1500, size);
      const allowed = 30 * Math.max(short, 4);
      const long = read(15_000, size, allowed);
      expect(long, `${piece} … by ${size}: ${short} ms, then ${long} ms`).toBeLessThan(allowed);
    }
  }
}, 60_000);
