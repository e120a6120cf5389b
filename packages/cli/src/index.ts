/* The program that `bin/earshot.cjs` starts. Nothing waits at its top level: what is built of it is no ES module. */
import { main } from "./main.js";

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
