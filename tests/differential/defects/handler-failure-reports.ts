import type { Subject } from "./subject.js";

/** Handlers that fail, and under which name that is reported. */
export async function handlerFailureReports({ library, onHandlerFailure }: Subject): Promise<unknown> {
  const reports: string[] = [];
  onHandlerFailure((event) => reports.push(event));
  const failing = () => {
    throw new Error("handler failed");
  };
  const component = { lc: 1, type: "not_implemented" as const, id: ["custom", "Component"] };
  const manager = new library.CallbackManager();
  manager.addHandler({
    name: "failing",
    awaitHandlers: true,
    handleChatModelStart: failing,
    handleToolEvent: failing,
  } as never);
  await manager.handleChatModelStart(component, [[new library.HumanMessage("hi")]]);
  const tool = await manager.handleToolStart(component, "{}");
  await tool.handleToolEvent("half");
  return { reports: [...reports] };
}
