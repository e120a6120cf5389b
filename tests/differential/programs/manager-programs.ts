import type { Program } from "../program.js";

const COMPONENT = { lc: 1, type: "not_implemented" as const, id: ["custom", "Component"] };

/** `CallbackManager` and the run managers as code with a loop of its own uses them. */
export const managerPrograms: readonly Program[] = [
  {
    name: "manager: a chain run by hand",
    run: async ({ library, handler }) => {
      const manager = new library.CallbackManager();
      manager.addHandler(handler as never);
      const run = await manager.handleChainStart(
        COMPONENT,
        { question: "who?" },
        undefined,
        "chain",
        undefined,
        undefined,
        "by hand",
      );
      await run.handleText("a note");
      await run.handleAgentAction({ tool: "search", toolInput: "who", log: "" });
      await run.handleAgentEnd({ returnValues: { answer: "me" }, log: "" });
      await run.handleCustomEvent("progress", { percent: 50 });
      await run.handleChainEnd({ answer: "me" });
    },
  },
  {
    name: "manager: a chain run that fails",
    run: async ({ library, handler }) => {
      const manager = new library.CallbackManager();
      manager.addHandler(handler as never);
      const run = await manager.handleChainStart(COMPONENT, { question: "who?" });
      await run.handleChainError(new Error("failed by hand"));
    },
  },
  {
    name: "manager: tool, retriever and model runs under a chain",
    run: async ({ library, handler }) => {
      const manager = new library.CallbackManager();
      manager.addHandler(handler as never);
      manager.addTags(["tag"]);
      manager.addMetadata({ key: "value" });
      const chain = await manager.handleChainStart(COMPONENT, { question: "who?" });
      const tool = await chain
        .getChild("tool")
        .handleToolStart(COMPONENT, '{"query":"who"}', undefined, undefined, undefined, undefined, "search", "call_1");
      await tool.handleToolEvent("half");
      await tool.handleToolEnd("found");
      const retriever = await chain
        .getChild("retriever")
        .handleRetrieverStart(COMPONENT, "who", undefined, undefined, undefined, undefined, "documents");
      await retriever.handleRetrieverEnd([]);
      const [model] = await chain
        .getChild()
        .handleLLMStart(
          COMPONENT,
          ["who?"],
          undefined,
          undefined,
          { invocation_params: {} },
          undefined,
          undefined,
          "writer",
        );
      await model?.handleLLMNewToken("me");
      await model?.handleLLMEnd({ generations: [[{ text: "me" }]] });
      await chain.handleChainEnd({ answer: "me" });
    },
  },
  {
    name: "manager: tool, retriever and model runs that fail",
    run: async ({ library, handler }) => {
      const manager = new library.CallbackManager();
      manager.addHandler(handler as never);
      const tool = await manager.handleToolStart(COMPONENT, "{}");
      await tool.handleToolError(new Error("tool failed"));
      const retriever = await manager.handleRetrieverStart(COMPONENT, "who");
      await retriever.handleRetrieverError(new Error("retriever failed"));
      const [model] = await manager.handleChatModelStart(COMPONENT, [[new library.HumanMessage("who?")]]);
      await model?.handleLLMError(new Error("model failed"));
    },
  },
  {
    name: "manager: what a child and a copy hold",
    run: async ({ library, handler, createHandler }) => {
      const manager = new library.CallbackManager();
      manager.addHandler(handler as never, true);
      manager.addHandler(createHandler({ label: "local" }) as never, false);
      manager.addTags(["inherited"], true);
      manager.addTags(["local"], false);
      manager.addMetadata({ inherited: 1 }, true);
      manager.addMetadata({ local: 1 }, false);
      const run = await manager.handleChainStart(COMPONENT, {});
      const child = run.getChild("child");
      const copy = manager.copy([createHandler({ label: "extra" }) as never]);
      await run.handleChainEnd({});
      const facts = ({
        handlers,
        inheritableHandlers,
        tags,
        inheritableTags,
        metadata,
        inheritableMetadata,
      }: typeof manager) => ({
        handlers: handlers.length,
        inheritableHandlers: inheritableHandlers.length,
        tags,
        inheritableTags,
        metadata,
        inheritableMetadata,
      });
      return {
        manager: facts(manager),
        child: facts(child),
        copy: facts(copy),
        childOfRun: child.getParentRunId() === run.runId,
      };
    },
  },
  {
    name: "manager: fromHandlers, in a run",
    run: async ({ library }) => {
      const heard: string[] = [];
      const manager = library.CallbackManager.fromHandlers({
        handleChainStart: (_chain, inputs) => void heard.push(`start ${JSON.stringify(inputs)}`),
        handleChainEnd: (outputs) => void heard.push(`end ${JSON.stringify(outputs)}`),
      });
      await library.RunnableLambda.from((input: number) => input + 1).invoke(1, { callbacks: manager });
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      return { heard, handlers: manager.handlers.length };
    },
  },
  {
    name: "manager: configure",
    run: async ({ library, handler, createHandler }) => {
      const none = await library.CallbackManager.configure();
      const local = createHandler({ label: "local" });
      const manager = await library.CallbackManager.configure(
        [handler],
        [local],
        ["inherited"],
        ["local"],
        { inherited: 1 },
        { local: 1 },
      );
      return {
        none,
        handlers: manager?.handlers.length,
        inheritableHandlers: manager?.inheritableHandlers.length,
        tags: manager?.tags,
        inheritableTags: manager?.inheritableTags,
        metadata: manager?.metadata,
        inheritableMetadata: manager?.inheritableMetadata,
      };
    },
  },
];
