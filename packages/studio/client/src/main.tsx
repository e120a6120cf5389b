import { render } from "preact";
import { changes } from "./api/changes.js";
import { App } from "./shell/app.js";
import { applyTheme } from "./shell/theme.js";
import { listenForKeys } from "./keyboard/listen-for-keys.js";
import "./styles/tokens.css";
import "./styles/base.css";
import "./views/views.css";
import "./styles/controls.css";
import "./styles/trace.css";

const page = document.querySelector("#page");
if (page === null) throw new Error("The page has no element with the id `page` to be shown in.");

applyTheme();
listenForKeys();
void changes.follow();
render(<App />, page);
