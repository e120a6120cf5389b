import { recordingHandler, runnableConformance, subjectError, waitForAbort, type SubjectWork } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import {
  BaseDocumentTransformer,
  Document,
  MappingDocumentTransformer,
  type DocumentInterface,
} from "../exports/documents.js";

const documents = ["a", "bb"].map((pageContent) => new Document({ pageContent }));

class Shouting extends MappingDocumentTransformer {
  override async _transformDocument(document: DocumentInterface): Promise<DocumentInterface> {
    if (document.pageContent === "a") await Promise.resolve(); // the first is done last
    return new Document({ ...document, pageContent: document.pageContent.toUpperCase() });
  }
}

describe("a document transformer takes the exam of runnables", () => {
  class Subject extends BaseDocumentTransformer {
    readonly #work: SubjectWork;
    constructor(work: SubjectWork) {
      super();
      this.#work = work;
    }
    override async transformDocuments(given: DocumentInterface[], config?: { signal?: AbortSignal | undefined }) {
      if (this.#work === "fail") throw subjectError;
      return this.#work === "hang" ? waitForAbort(config?.signal) : given.slice(1);
    }
  }
  const cases = runnableConformance({ make: (work) => new Subject(work), input: documents, output: [documents[1]!] });
  it.each(cases.map((each) => [each.name, each] as const))("%s", async (_, { run, skip }) => {
    expect(skip).toBeUndefined();
    await run();
  });
});

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
