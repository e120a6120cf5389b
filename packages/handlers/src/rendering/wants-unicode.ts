import { isWindows, readEnvironment } from "./environment.js";
import type { OutputStream } from "./output-stream.js";

/**
 * Whether signs outside ASCII can be read where `stream` ends. A terminal can't show them if its locale has another encoding than UTF-8
 * (`LC_ALL`, `LC_CTYPE`, `LANG`, the first that is set), if it is `TERM=linux` or `TERM=dumb`, or if it is the old console of Windows. Files can.
 */
export function wantsUnicode(stream: OutputStream): boolean {
  if (stream.isTTY !== true) return true;
  const environment = readEnvironment();
  const { TERM: terminal, LC_ALL, LC_CTYPE, LANG } = environment;
  if (isWindows()) return modernWindows.some((name) => environment[name] !== undefined);
  if (terminal === "linux" || terminal === "dumb") return false;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== "");
  return locale === undefined || /utf-?8/iu.test(locale);
}

/** What terminals on Windows set that show all of Unicode: Windows Terminal, ConEmu, VS Code and others, Cygwin and SSH. */
const modernWindows = ["WT_SESSION", "ConEmuTask", "TERM_PROGRAM", "TERMINAL_EMULATOR", "TERM"] as const;
