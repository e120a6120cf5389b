import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { collectFailures } from "../../tests/support/collect-failures.js";
import { startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { HandlerAbort, HandlerMutationError } from "../exports/errors.js";
import { flush, run, runStream, type EventType, type Handler, type RunnableConfig } from "../exports/events.js";

const objection = new Error("over budget");

function guard(type: EventType, isAsync: boolean): Handler {
  const object = isAsync
    ? async () => {
        await wait(1);
        throw objection;
      }
    : () => {
        throw objection;
      };
  return { name: "budget", policy: "guard", on: { [type]: object } };
}

/** LangChain's way to say the same. */
function raising(method: string, isAsync: boolean): Handler {
  const [object] = Object.values((guard("chain.start", isAsync) as { on: Record<string, () => unknown> }).on);
  return { raiseError: true, [method]: object } as Handler;
}

async function* two(): AsyncGenerator<string> {
  yield "a";
  yield "b";
}

async function drain(config: RunnableConfig): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of runStream(startOptions.tool, two, config)) chunks.push(chunk);
  return chunks;
}

describe.each([
  ["synchronously", false],
  ["asynchronously", true],
])("a guard that objects %s", (_, isAsync) => {
  it("at the start stops the run before its body", async () => {
    const recording = recordingHandler();
    let began = false;
    const failed = run(
      startOptions.chain,
      () => {
        began = true;
      },
      { callbacks: [guard("chain.start", isAsync), recording] },
    );
    await expect(failed).rejects.toMatchObject({
      code: "HANDLER_ABORT",
      handlerName: "budget",
      eventType: "chain.start",
      cause: objection,
    });
    expect(began).toBe(false);
    expect(recording.summary()).toEqual(["chain.start", "chain.end error"]);
    expect(recording.ofType("chain.end")[0]?.error).toBeInstanceOf(HandlerAbort);
  });

  it("on the way stops a body that waits for what it says", async () => {
    const recording = recordingHandler();
    const failed = run(
      startOptions.chain,
      async (handle) => {
        await handle.text("x");
      },
      { callbacks: [guard("run.text", isAsync), recording] },
    );
    await expect(failed).rejects.toMatchObject({ cause: objection, eventType: "run.text" });
    expect(recording.summary()).toEqual(["chain.start", "run.text", "chain.end error"]);
  });

  it("at the end fails the call, and the ended run stays ended", async () => {
    const recording = recordingHandler();
    const failed = run(startOptions.chain, () => 1, { callbacks: [guard("chain.end", isAsync), recording] });
    await expect(failed).rejects.toMatchObject({ cause: objection, eventType: "chain.end" });
    expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it("at the end of a child fails the parent", async () => {
    const recording = recordingHandler();
    const failed = run(startOptions.chain, (handle) => run(startOptions.tool, () => 1, handle.config), {
      callbacks: [guard("tool.end", isAsync), recording],
    });
    await expect(failed).rejects.toMatchObject({ cause: objection, eventType: "tool.end" });
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end ok", "chain.end error"]);
  });

  it("at the end of a run that failed leaves the original error as it is", async () => {
    const own = new Error("own");
    await expect(
      run(startOptions.chain, () => Promise.reject(own), { callbacks: [guard("chain.end", isAsync)] }),
    ).rejects.toBe(own);
  });

  it("at a stream's start stops it before its body", async () => {
    const recording = recordingHandler();
    await expect(drain({ callbacks: [guard("tool.start", isAsync), recording] })).rejects.toMatchObject({
      cause: objection,
    });
    expect(recording.summary()).toEqual(["tool.start", "tool.end error"]);
  });

  it("at a chunk stops the stream within it: the consumer never sees the chunk", async () => {
    const recording = recordingHandler();
    let closed = false;
    const chunks: string[] = [];
    const stream = runStream(
      startOptions.tool,
      async function* () {
        try {
          yield* two();
        } finally {
          closed = true;
        }
      },
      { callbacks: [guard("tool.delta", isAsync), recording] },
    );
    const consume = async () => {
      for await (const chunk of stream) chunks.push(chunk);
    };
    await expect(consume()).rejects.toMatchObject({ cause: objection, eventType: "tool.delta" });
    await wait(1);
    expect({ chunks, closed }).toEqual({ chunks: [], closed: true });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end error"]);
  });

  it("at a stream's end fails its last pull", async () => {
    await expect(drain({ callbacks: [guard("tool.end", isAsync)] })).rejects.toMatchObject({
      cause: objection,
      eventType: "tool.end",
    });
  });

  it("with LangChain's raiseError gives the caller its own error, at start, chunk and end", async () => {
    for (const method of ["handleToolStart", "handleToolEvent", "handleToolEnd"]) {
      await expect(drain({ callbacks: [raising(method, isAsync)] })).rejects.toBe(objection);
    }
    await expect(
      run(startOptions.retriever, () => [], { callbacks: [raising("handleRetrieverStart", isAsync)] }),
    ).rejects.toBe(objection);
  });

  it("has every other handler hear the event first", async () => {
    const [before, after] = [recordingHandler(), recordingHandler()];
    await run(startOptions.chain, () => 1, { callbacks: [before, guard("chain.start", isAsync), after] }).catch(
      () => undefined,
    );
    expect(after.summary()).toEqual(before.summary());
    expect(after.events[0]?.type).toBe("chain.start");
  });
});

it("of two guards that object the first attached is the one that is told", async () => {
  const other: Handler = {
    name: "other",
    policy: "guard",
    onEvent: () => {
      throw new Error("other");
    },
  };
  await expect(
    run(startOptions.chain, () => 1, { callbacks: [other, guard("chain.start", false)] }),
  ).rejects.toMatchObject({ handlerName: "other" });
  await expect(
    run(startOptions.chain, () => 1, { callbacks: [guard("chain.start", false), other] }),
  ).rejects.toMatchObject({ handlerName: "budget" });
});

describe("an observer that fails", () => {
  const failing = (isAsync: boolean): Handler => ({
    name: "clumsy",
    onEvent: () => {
      if (!isAsync) throw objection;
      return wait(1).then(() => {
        throw objection;
      });
    },
  });

  it.each([
    ["throws", false],
    ["rejects", true],
  ])("and %s never disturbs the run; onHandlerError gets handler, event and run", async (_, isAsync) => {
    const handler = failing(isAsync);
    const recording = recordingHandler();
    const failures = await collectFailures(async () => {
      expect(await run(startOptions.chain, () => 5, { callbacks: [handler, recording], runName: "mine" })).toBe(5);
      expect(await drain({ callbacks: [handler] })).toEqual(["a", "b"]);
      await flush();
    });
    expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
    const failed = (kind: string) =>
      failures.filter((failure) => failure.run.kind === kind).map(({ eventType }) => eventType);
    expect(failed("chain")).toEqual(["chain.start", "chain.end"]);
    expect(failed("tool")).toEqual(["tool.start", "tool.delta", "tool.delta", "tool.end"]);
    for (const failure of failures) expect(failure).toMatchObject({ error: objection, handler, handlerName: "clumsy" });
    expect(failures[0]?.run).toMatchObject({ runId: recording.events[0]?.runId, name: "mine", kind: "chain" });
  });

  it("leaves the body's own error alone", async () => {
    const own = new Error("own");
    await collectFailures(() =>
      expect(run(startOptions.chain, () => Promise.reject(own), { callbacks: [failing(false)] })).rejects.toBe(own),
    );
  });

  it("is hidden from a run whose error listener fails as well", async () => {
    const settings = {
      onHandlerError: () => {
        throw new Error("listener");
      },
    };
    await collectFailures(
      async () => expect(await run(startOptions.chain, () => 5, { callbacks: [failing(false)] })).toBe(5),
      settings,
    );
  });
});

describe("isolate", () => {
  it("hands over a plain copy, which the handler may keep and change", async () => {
    const inputs = { list: [1], big: 10n, when: new Date(0) };
    const seen: unknown[] = [];
    const isolated: Handler = {
      isolate: true,
      on: {
        "chain.start": (event) => {
          seen.push(structuredClone(event.inputs));
          (event.inputs as { list: number[] }).list.push(2);
        },
      },
    };
    const output = await run({ kind: "chain", name: "c", start: { inputs } }, () => inputs.list.length, {
      callbacks: [isolated],
    });
    expect(seen).toEqual([{ list: [1], big: "10n", when: "1970-01-01T00:00:00.000Z" }]);
    expect(output).toBe(1);
  });
});

describe("development mode", () => {
  it("reports a handler that changes what it is shown, by name and event", async () => {
    const vandal: Handler = {
      name: "vandal",
      handleChainStart: (_, inputs) => {
        inputs["extra"] = 1;
      },
    };
    const victim = { ...startOptions.chain, start: { inputs: { question: "why" } } };
    const failures = await collectFailures(() => run(victim, () => 1, { callbacks: [vandal] }), {
      development: true,
    });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ handlerName: "vandal", eventType: "chain.start" });
    expect(failures[0]?.error).toBeInstanceOf(HandlerMutationError);
  });

  it("has nothing to report of one that only looks", async () => {
    const failures = await collectFailures(
      () => run(startOptions.chain, () => ({}), { callbacks: [recordingHandler()] }),
      { development: true },
    );
    expect(failures).toEqual([]);
  });
});

it("a handler's code runs outside the run's ambient context", async () => {
  const recording = recordingHandler();
  const calling: Handler = {
    on: {
      "tool.start": async () => {
        await run(startOptions.retriever, () => []);
      },
    },
  };
  await run(startOptions.chain, (handle) => run(startOptions.tool, () => 1, handle.config), {
    callbacks: [calling, recording],
  });
  await wait(5);
  expect(recording.ofType("retriever.start")).toEqual([]);
});
