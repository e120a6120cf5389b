import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Document, MappingDocumentTransformer, type DocumentInterface } from "../exports/documents.js";

const documents = ["a", "bb"].map((pageContent) => new Document({ pageContent }));

class Shouting extends MappingDocumentTransformer {
  override async _transformDocument(document: DocumentInterface): Promise<DocumentInterface> {
    if (document.pageContent === "a") await Promise.resolve(); // the first is done last
    return new Document({ ...document, pageContent: document.pageContent.toUpperCase() });
  }
}

describe("MappingDocumentTransformer", () => {
  it("answers in the order of the documents, and is heard as one run", async () => {
    const recording = recordingHandler();
    const shouted = await new Shouting().invoke(documents, { callbacks: [recording] });
    expect(shouted.map(({ pageContent }) => pageContent)).toEqual(["A", "BB"]);
    expect(recording.events).toMatchObject([
      { type: "chain.start", name: "Shouting", inputs: documents },
      { type: "chain.end", outputs: shouted },
    ]);
  });

  it("is a plain call when it is not invoked", async () => {
    expect(await new Shouting().transformDocuments([])).toEqual([]);
  });
});
