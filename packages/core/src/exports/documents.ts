export { Document, type DocumentFields } from "../documents/document.js";
