import { MemoryVectorStore } from "../vectorstores/memory-vector-store.js";

/** A vector store in memory, by the name of LangChain's fake. */
export class FakeVectorStore extends MemoryVectorStore {}
