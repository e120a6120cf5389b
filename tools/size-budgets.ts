/** What an import may cost a page, minified and gzipped. A limit only falls. */
export interface SizeBudget {
  readonly name: string;
  readonly source: string;
  readonly limitBytes: number;
}

export const sizeBudgets: readonly SizeBudget[] = [
  {
    // The aim is 5 kB; why it is not there, feature by feature: architecture/decisions/2026-11-22-kernel-size.md.
    name: "the kernel, @earshot/core/events as a whole",
    source: `export * from "@earshot/core/events";`,
    limitBytes: 12_750,
  },
  {
    // A page that prompts a model and streams its text: what most applications import.
    name: "a page with prompt, model, sequence and parser",
    source: `
      import { ChatPromptTemplate } from "@earshot/core/prompts";
      import { BaseChatModel } from "@earshot/core/language_models/chat_models";
      import { RunnableSequence } from "@earshot/core/runnables";
      import { StringOutputParser } from "@earshot/core/output_parsers";
      console.log(ChatPromptTemplate, BaseChatModel, RunnableSequence, StringOutputParser);
    `,
    limitBytes: 30_000,
  },
];
