// Imported for its effect: every run of the process is written to the studio's file.
import { registerStudio } from "./register-studio.js";

await registerStudio();
