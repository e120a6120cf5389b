import type { CallbackManagerForToolRun } from "@earshot/core/callbacks/manager";
import type { Schema } from "@earshot/core/utils/schema";
import { StructuredTool, type ToolRunnableConfig } from "@earshot/core/tools";
import { CallbackManagerForToolRun as LangChainRunManager } from "@langchain/core/callbacks/manager";
import type { StructuredTool as LangChainStructuredTool } from "@langchain/core/tools";
import { earshotHandlers } from "../bridge/earshot-handlers.js";
import { toEarshotValue } from "../convert/convert-value.js";
import { callbacksBelow, langChainConfig } from "./langchain-config.js";
import { runManagerParts } from "./run-manager-parts.js";

/** The work of a tool, which LangChain keeps for the tool's own class. */
interface CallableTool {
  _call(args: unknown, runManager: LangChainRunManager | undefined, config: object): unknown;
}

/** A tool of LangChain's as one of Earshot's: the run, the arguments' check and the answering message are Earshot's. */
export class LangChainTool extends StructuredTool<Schema> {
  override name: string;
  override description: string;
  override schema: Schema;
  /** The tool itself. */
  readonly tool: LangChainStructuredTool;

  constructor(tool: LangChainStructuredTool) {
    super({
      callbacks: earshotHandlers(tool.callbacks),
      responseFormat: (tool.responseFormat ?? "content") as "content" | "content_and_artifact",
      verboseParsingErrors: tool.verboseParsingErrors,
      ...(tool.tags !== undefined && { tags: tool.tags }),
      ...(tool.metadata !== undefined && { metadata: tool.metadata }),
      ...(tool.extras !== undefined && { extras: tool.extras }),
    });
    this.name = tool.name;
    this.description = tool.description;
    this.schema = tool.schema as Schema;
    this.returnDirect = tool.returnDirect;
    this.tool = tool;
  }

  override toJSON(): ReturnType<StructuredTool["toJSON"]> {
    return this.tool.toJSON() as ReturnType<StructuredTool["toJSON"]>;
  }

  protected override get runName(): string | undefined {
    return this.name;
  }

  protected override async _call(
    args: unknown,
    _runManager?: CallbackManagerForToolRun,
    config: ToolRunnableConfig = {},
  ): Promise<unknown> {
    const callbacks = callbacksBelow(config);
    const given = langChainConfig(config, callbacks);
    const manager = callbacks && new LangChainRunManager(...runManagerParts(callbacks, config));
    const work = this.tool as unknown as CallableTool;
    return toEarshotValue(await work._call(args, manager, given));
  }
}
