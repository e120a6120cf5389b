import { configure } from "@earshot/core/events";

configure({ ambientContext: false });
