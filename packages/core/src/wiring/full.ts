// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { parseMustache } from "../prompts/parse-mustache.js";
import { installTemplateFormat } from "../prompts/parse-template.js";
import { installContentSerialization } from "../prompts/serialize-content.js";

installTemplateFormat("mustache", parseMustache);
installContentSerialization();
