// Everything the pages do in the browser. Every page works without it: these parts only save clicks.
import "./shared.js";
import { start as adds } from "./adds.js";
import { start as bell } from "./bell.js";
import { start as cells } from "./cells.js";
import { start as columns } from "./columns.js";
import { start as conditions } from "./conditions.js";
import { start as dialogs } from "./dialogs.js";
import { start as documents } from "./documents.js";
import { start as drafts } from "./drafts.js";
import { start as everywhere } from "./everywhere.js";
import { start as follows } from "./follows.js";
import { start as foresee } from "./foresee.js";
import { start as fragments } from "./fragments.js";
import { start as frame } from "./frame.js";
import { start as menu } from "./menu.js";
import { start as guards } from "./guards.js";
import { start as keys } from "./keys.js";
import { start as installed } from "./installed.js";
import { start as lazy } from "./lazy.js";
import { start as lists } from "./lists.js";
import { start as pickers } from "./pickers.js";
import { start as polls } from "./poll.js";
import { start as preview } from "./preview.js";
import { start as rows } from "./rows.js";
import { start as story } from "./story.js";
import { start as tabs } from "./tabs.js";
import { start as theme } from "./theme.js";

export function enhance(root) {
  adds(root);
  pickers(root);
  follows(root);
  foresee(root);
  rows(root, enhance);
  conditions(root);
  tabs(root);
  guards(root);
  dialogs(root, enhance);
  documents(root);
  story(root, enhance);
  lists(root, enhance);
  cells(root, enhance);
  columns(root);
  fragments(root, enhance);
  polls(root, enhance);
  drafts(root);
  lazy(root, enhance);
  frame(root);
}

theme(document);
enhance(document);
menu(document);
preview(document);
everywhere(document);
bell(document, enhance);
keys(document, enhance);
installed(document);
