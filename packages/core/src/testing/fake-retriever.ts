import { Document, type DocumentInterface } from "../documents/document.js";
import { BaseRetriever } from "../retrievers/base-retriever.js";

/** Finds the same documents whatever it is asked: those it was given, else one that says "foo" and one that says "bar". */
export class FakeRetriever extends BaseRetriever {
  override lc_namespace = ["test", "fake"];
  output: DocumentInterface[];

  constructor(fields?: { output: DocumentInterface[] }) {
    super();
    this.output = fields?.output ?? ["foo", "bar"].map((pageContent) => new Document({ pageContent }));
  }

  override async _getRelevantDocuments(_query: string): Promise<DocumentInterface[]> {
    return this.output;
  }
}
