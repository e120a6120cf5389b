// Imported for its effect: `configure`d handlers hear every run of LangChain's and LangGraph's in the process.
import { registerEarshot } from "./register-earshot.js";

registerEarshot();
