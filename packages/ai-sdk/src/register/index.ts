// Imported for its effect: `configure`d handlers hear every call of AI SDK 7's in the process.
import { registerEarshot } from "./register-earshot.js";

registerEarshot();
