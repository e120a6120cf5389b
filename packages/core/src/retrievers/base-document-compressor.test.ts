import { expect, it } from "vitest";
import { Document, type DocumentInterface } from "../exports/documents.js";
import { BaseDocumentCompressor } from "../exports/retrievers/document_compressors.js";

class Mentioning extends BaseDocumentCompressor {
  override async compressDocuments(documents: DocumentInterface[], query: string) {
    return documents.filter(({ pageContent }) => pageContent.includes(query));
  }
}

it("knows a compressor of any copy by what it does", async () => {
  const compressor = new Mentioning();
  const documents = ["owls", "cats"].map((pageContent) => new Document({ pageContent }));
  expect(await compressor.compressDocuments(documents, "owl")).toEqual([documents[0]]);
  expect(
    [compressor, { compressDocuments() {} }, {}, undefined, null].map((value) =>
      BaseDocumentCompressor.isBaseDocumentCompressor(value),
    ),
  ).toEqual([true, true, false, false, false]);
});
