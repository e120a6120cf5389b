// Prints which library the scope `@earshot` stands for in this process.
import { AIMessage } from "@earshot/core/messages";

console.log(
  Object.hasOwn(new AIMessage("hi"), "lc_kwargs") ? "LangChain" : "Earshot",
  import.meta.resolve("@earshot/core/messages"),
);
