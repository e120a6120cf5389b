import { Document } from "@langchain/core/documents";
import { PromptTemplate } from "@langchain/core/prompts";
import { BaseRetriever } from "@langchain/core/retrievers";
import { RunnablePassthrough, RunnableSequence } from "@langchain/core/runnables";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { FakeLLM } from "@langchain/core/utils/testing";

class Shelf extends BaseRetriever {
  lc_namespace = ["example"];
  readonly books = ["owls see at night", "moons have no light", "spoons are for soup"];

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    return this.books.filter((book) => book.includes(query)).map((pageContent) => new Document({ pageContent }));
  }
}

const handler = {
  handleRetrieverEnd: (documents: { pageContent: string }[]) => console.log("found", documents.length),
  awaitHandlers: true,
};
const chain = RunnableSequence.from([
  {
    context: new Shelf().pipe((documents) => documents.map(({ pageContent }) => pageContent).join("\n")),
    question: new RunnablePassthrough<string>(),
  },
  PromptTemplate.fromTemplate("{context}\n---\n{question}"),
  new FakeLLM({}),
  new StringOutputParser(),
]);
console.log(await chain.invoke("moon", { callbacks: [handler] }));
