import { z } from "zod";
import type { Program, Stage } from "../program.js";
import { collectEvents, comparable } from "./collect-events.js";

const COMPONENT = { lc: 1, type: "not_implemented" as const, id: ["custom", "Component"] };
const v2 = { version: "v2" } as const;
const pair = z.object({ a: z.number(), b: z.number().default(2) });

function promptModelParser({ library, models }: Stage) {
  return library.ChatPromptTemplate.fromTemplate("Hello {name}")
    .pipe(new models.StreamingModel())
    .pipe(new library.StringOutputParser());
}

/** A lambda whose body starts a tool, a retriever and a text model by hand, below itself. */
function manualRuns({ library }: Stage) {
  return library.RunnableLambda.from(async (question: string, config) => {
    const manager = config.callbacks as InstanceType<typeof library.CallbackManager>;
    const tool = await manager.handleToolStart(
      COMPONENT,
      '{"q":"who"}',
      undefined,
      undefined,
      undefined,
      undefined,
      "search",
      "call_1",
    );
    await tool.handleToolEnd("found");
    const retriever = await manager.handleRetrieverStart(
      COMPONENT,
      question,
      undefined,
      undefined,
      undefined,
      undefined,
      "documents",
    );
    await retriever.handleRetrieverEnd([{ pageContent: "page", metadata: { source: "book" } }]);
    const [model] = await manager.handleLLMStart(
      COMPONENT,
      [question],
      undefined,
      undefined,
      { invocation_params: {} },
      undefined,
      undefined,
      "writer",
    );
    await model?.handleLLMNewToken("me");
    await model?.handleLLMEnd({ generations: [[{ text: "me", generationInfo: { finish: "stop" } }]] });
    return "me";
  });
}

/** What `streamEvents` yields, event by event. */
export const streamEventsPrograms: readonly Program[] = [
  {
    name: "stream events: prompt, model and parser",
    run: (stage) =>
      collectEvents(promptModelParser(stage).streamEvents({ name: "you" }, { ...v2, tags: ["t"], metadata: { m: 1 } })),
  },
  {
    name: "stream events: a model alone",
    run: ({ models }) => collectEvents(new models.StreamingModel().streamEvents("hi", v2)),
  },
  {
    name: "stream events: a model that cannot stream",
    run: ({ library, models }) =>
      collectEvents(
        library.ChatPromptTemplate.fromTemplate("Hello {name}")
          .pipe(new models.InvokedModel())
          .streamEvents({ name: "you" }, v2),
      ),
  },
  {
    name: "stream events: a prompt alone",
    run: ({ library }) =>
      collectEvents(library.ChatPromptTemplate.fromTemplate("Hello {name}").streamEvents({ name: "you" }, v2)),
  },
  {
    name: "stream events: a model that is invoked within a lambda",
    run: ({ library, models }) => {
      const model = new models.StreamingModel();
      const chain = library.RunnableLambda.from(async (input: string, config) => {
        const answer = await model.invoke(input, config);
        return `${answer.text}!`;
      });
      return collectEvents(chain.streamEvents("hi", v2));
    },
  },
  {
    name: "stream events: a lambda that yields",
    run: ({ library }) => {
      const chain = library.RunnableLambda.from(async function* (count: number) {
        for (let index = 0; index < count; index++) yield { [index]: index };
      });
      return collectEvents(chain.streamEvents(3, { ...v2, runName: "counting" }));
    },
  },
  {
    name: "stream events: nested sequences",
    run: (stage) => {
      const inner = promptModelParser(stage).withConfig({ runName: "inner", tags: ["deep"] });
      const chain = stage.library.RunnableSequence.from([
        (name: string) => ({ name }),
        inner,
        (text: string) => text.length,
      ]);
      return collectEvents(chain.streamEvents("you", v2));
    },
  },
  {
    name: "stream events: tool, retriever and model runs by hand",
    run: (stage) => collectEvents(manualRuns(stage).streamEvents("who?", v2)),
  },
  {
    name: "stream events: tools that are called",
    run: ({ library }) => {
      const add = library.tool(({ a, b }) => a + b, { name: "add", schema: pair });
      const shout = library.tool((text) => text.toUpperCase(), { name: "shout", schema: z.string() });
      const call = { type: "tool_call", id: "call_1", name: "shout", args: { input: "hey" } } as const;
      const chain = library.RunnableLambda.from(async (a: number, config) => {
        await shout.invoke("ho", config);
        await shout.invoke(call, config);
        return add.invoke({ a } as never, config);
      });
      return collectEvents(chain.streamEvents(1, v2, { includeTypes: ["chain", "tool"] }));
    },
  },
  {
    name: "stream events: a custom event",
    run: ({ library }) => {
      const chain = library.RunnableLambda.from(async (input: number, config) => {
        await library.dispatchCustomEvent("progress", { percent: 50 }, config);
        return input;
      });
      return collectEvents(chain.streamEvents(1, { ...v2, tags: ["t"], metadata: { m: 1 } }));
    },
  },
  {
    name: "stream events: a custom event of an included run",
    run: ({ library }) => {
      const say = (name: string) =>
        library.RunnableLambda.from(async (input: number, config) => {
          await library.dispatchCustomEvent(name, input, config);
          return input;
        }).withConfig({ runName: name });
      const chain = library.RunnableSequence.from([say("one"), say("two")]);
      return collectEvents(chain.streamEvents(1, v2, { includeNames: ["two"] }));
    },
  },
  {
    name: "stream events: the runs of some names",
    run: (stage) =>
      collectEvents(
        promptModelParser(stage).streamEvents({ name: "you" }, v2, {
          includeNames: ["RunnableSequence", "StrOutputParser"],
        }),
      ),
  },
  {
    name: "stream events: the runs of some types and tags",
    run: (stage) =>
      collectEvents(
        promptModelParser(stage).streamEvents({ name: "you" }, v2, {
          includeTypes: ["chain", "prompt"],
          includeTags: ["seq:step:3"],
        }),
      ),
  },
  {
    name: "stream events: without some runs",
    run: (stage) =>
      collectEvents(
        promptModelParser(stage).streamEvents({ name: "you" }, v2, {
          excludeNames: ["StrOutputParser"],
          excludeTypes: ["prompt"],
          excludeTags: ["seq:step:2"],
        }),
      ),
  },
  {
    name: "stream events: the streamed run itself is left out",
    run: (stage) =>
      collectEvents(promptModelParser(stage).streamEvents({ name: "you" }, v2, { includeTypes: ["parser"] })),
  },
  {
    name: "stream events: a lambda fails",
    run: ({ library }) => {
      const chain = library.RunnableSequence.from([
        (input: number) => input + 1,
        () => {
          throw new Error("broken");
        },
      ]);
      return collectEvents(chain.streamEvents(1, v2));
    },
  },
  {
    name: "stream events: the model fails on the way",
    run: ({ library, models }) =>
      collectEvents(
        library.ChatPromptTemplate.fromTemplate("Hello {name}")
          .pipe(new models.StreamingModel({ failsAt: 2 }))
          .pipe(new library.StringOutputParser())
          .streamEvents({ name: "you" }, v2),
      ),
  },
  {
    name: "stream events: a tool run by hand fails",
    run: ({ library }) => {
      const chain = library.RunnableLambda.from(async (_: number, config) => {
        const manager = config.callbacks as InstanceType<typeof library.CallbackManager>;
        const tool = await manager.handleToolStart(COMPONENT, '{"q":"who"}');
        await tool.handleToolError("tool failed");
        return "went on";
      });
      return collectEvents(chain.streamEvents(1, v2));
    },
  },
  {
    name: "stream events: with a handler attached",
    run: (stage) =>
      collectEvents(
        promptModelParser(stage).streamEvents({ name: "you" }, { ...v2, callbacks: [stage.handler] as never }),
        { withParents: true },
      ),
  },
  {
    name: "stream events: below a run",
    run: (stage) => {
      const outer = stage.library.RunnableLambda.from((name: string, config) =>
        collectEvents(promptModelParser(stage).streamEvents({ name }, { ...config, ...v2 })),
      );
      return outer.invoke("you", { callbacks: [stage.handler] as never });
    },
  },
  {
    name: "stream events: as text/event-stream",
    run: async (stage) => {
      const chain = stage.library.RunnableLambda.from((input: number) => `${input}!`);
      const decoder = new TextDecoder();
      const { events } = await collectEvents(chain.streamEvents(1, { ...v2, encoding: "text/event-stream" }));
      const text = events.map((bytes) => decoder.decode(bytes as Uint8Array)).join("");
      return text
        .split("\n\n")
        .map((part) => part.split("\n"))
        .map(([event, data]) => [
          event,
          data === undefined ? null : comparable(JSON.parse(data.slice("data: ".length))),
        ]);
    },
  },
  {
    name: "stream events: version v1",
    run: ({ library }) => {
      const chain = library.RunnableLambda.from((input: number) => input + 1);
      return collectEvents(chain.streamEvents(1, { version: "v1" }));
    },
  },
];
