/* An app that knows nothing of a studio. */
import { RunnableLambda } from "@earshot/core/runnables";
import { RunnableLambda as LangChainLambda } from "@langchain/core/runnables";

await RunnableLambda.from(() => 1).invoke("", { runName: "of Earshot" });
await LangChainLambda.from(() => 2).invoke("", { runName: "of LangChain" });
