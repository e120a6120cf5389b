import type { Program } from "../program.js";
import { collect } from "./collect.js";

/** Prompts and parsers on their own. */
export const promptAndParserPrograms: readonly Program[] = [
  {
    name: "prompt: invoke",
    run: ({ library, handler }) =>
      library.ChatPromptTemplate.fromTemplate("{question}").invoke(
        { question: "who?" },
        { callbacks: [handler], tags: ["tag"] },
      ),
  },
  {
    name: "prompt: stream",
    run: ({ library, handler }) =>
      collect(
        library.ChatPromptTemplate.fromTemplate("{question}").stream({ question: "who?" }, { callbacks: [handler] }),
      ),
  },
  {
    name: "prompt: partials and a placeholder",
    run: async ({ library, handler }) => {
      const prompt = library.ChatPromptTemplate.fromMessages([
        ["system", "Be {tone} on {day}."],
        ["placeholder", "{history}"],
        ["human", "{question}"],
      ]);
      const partial = await prompt.partial({ tone: "kind", day: async () => "Monday" });
      return partial.invoke(
        { history: [["ai", "Hello."], new library.HumanMessage("Hi.")], question: "who?" } as never,
        {
          callbacks: [handler],
        },
      );
    },
  },
  {
    name: "prompt: a variable is missing",
    run: ({ library, handler }) =>
      library.ChatPromptTemplate.fromTemplate("{question}").invoke({} as never, { callbacks: [handler] }),
  },
  {
    name: "parser: invoke with a message",
    run: ({ library, handler }) =>
      new library.StringOutputParser().invoke(new library.AIMessage("text"), { callbacks: [handler] }),
  },
  {
    name: "parser: invoke with a string",
    run: ({ library, handler }) => new library.StringOutputParser().invoke("text", { callbacks: [handler] }),
  },
  {
    name: "parser: stream",
    run: ({ library, handler }) => collect(new library.StringOutputParser().stream("text", { callbacks: [handler] })),
  },
];
