import { recordingHandler } from "@earshot/testing";
import { CallbackManager as ForeignManager } from "@langchain/core/callbacks/manager";
import { describe, expect, it } from "vitest";
import { chainNamed } from "../../tests/support/start-options.js";
import { CallbackManager } from "../exports/callbacks/manager.js";
import { configure, explainCallbacks, run, type CallbackOrigin, type Handler } from "../exports/events.js";

const named = (name: string): Handler => recordingHandler({ name });
const short = (entries: readonly CallbackOrigin[]) =>
  entries.map(({ name, origin, isHeard }) => `${name} ${origin}${isHeard ? "" : " (again)"}`);

describe("explainCallbacks", () => {
  it("lists who is attached, how, and how far it reaches", () => {
    const [call, all, own] = [named("call"), named("all"), named("own")];
    const restore = configure({ callbacks: [all] });
    const entries = explainCallbacks({ callbacks: [own] }, { callbacks: [call] });
    restore();
    expect(entries).toEqual([
      { handler: call, name: "call", origin: "config", reaches: "this run and all below", isHeard: true },
      { handler: all, name: "all", origin: "configure", reaches: "this run and all below", isHeard: true },
      { handler: own, name: "own", origin: "constructor", reaches: "this object's own runs", isHeard: true },
    ]);
  });

  it("says which of several attachments is heard", () => {
    const one = named("one");
    const keyed = [
      { name: "first", key: "k", onEvent: () => undefined },
      { name: "second", key: "k", onEvent: () => undefined },
    ];
    expect(short(explainCallbacks({ callbacks: [one] }, { callbacks: [one, ...keyed] }))).toEqual([
      "one config",
      "first config",
      "second config (again)",
      "one constructor (again)",
    ]);
  });

  it("finds what a run's own config, or a foreign manager, brings along", async () => {
    const above = named("above");
    let entries: readonly CallbackOrigin[] = [];
    await run(
      chainNamed("outer"),
      (handle) => {
        entries = explainCallbacks({}, handle.config);
      },
      { callbacks: [above] },
    );
    expect(short(entries)).toEqual(["above inherited"]);
    const manager = ForeignManager.fromHandlers({ handleText: () => undefined });
    expect(explainCallbacks({}, { callbacks: manager as never }).filter(({ isHeard }) => isHeard)).toHaveLength(1);
  });

  it("tells apart what a manager holds for the next run alone", () => {
    const manager = new CallbackManager();
    manager.addHandler(named("far") as never);
    manager.addHandler(named("near") as never, false);
    expect(
      explainCallbacks({}, { callbacks: manager }).map(({ name, origin, reaches }) => [name, origin, reaches]),
    ).toEqual([
      ["far", "config", "this run and all below"],
      ["near", "config", "this run alone"],
    ]);
  });

  it("is empty where nobody is attached", () => {
    expect(explainCallbacks({})).toEqual([]);
  });

  it("agrees with who is told, in what order", async () => {
    const told: string[] = [];
    const teller = (name: string): Handler => ({ name, on: { "chain.start": () => void told.push(name) } });
    const [call, all, own] = [teller("call"), teller("all"), teller("own")];
    const restore = configure({ callbacks: [all] });
    const component = { ...chainNamed("c"), callbacks: [own, call] };
    await run(component, () => 1, { callbacks: [call] });
    const entries = explainCallbacks(component, { callbacks: [call] });
    restore();
    expect(told).toEqual(entries.filter(({ isHeard }) => isHeard).map(({ name }) => name));
  });
});
