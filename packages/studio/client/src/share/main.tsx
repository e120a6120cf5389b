import { render } from "preact";
import type { SharedTrace } from "../../../src/api/shared-trace.js";
import { listenForKeys } from "../keyboard/listen-for-keys.js";
import { applyTheme } from "../shell/theme.js";
import { SharedPage } from "./shared-page.js";
import "../styles/tokens.css";
import "../styles/base.css";
import "../views/views.css";
import "../styles/controls.css";
import "../styles/trace.css";

const page = document.querySelector("#app");
const trace = document.querySelector("#earshot-shared-trace");
if (page === null || trace === null) throw new Error("The file has no trace, or no place to show it in.");

applyTheme();
listenForKeys();
render(<SharedPage shared={JSON.parse(trace.textContent) as SharedTrace} />, page);
