// A list of many options that one can type in: the time zones, the persons, the long filters.
import "../shared.js";
import TomSelect from "tom-select/base";
import removeButton from "tom-select/dist/esm/plugins/remove_button/plugin.js";
import { sheet } from "./sheet.js";

TomSelect.define("remove_button", removeButton);

export async function attach(select) {
  await sheet(SELECT_SHEET);
  // The select itself stays in the page, out of sight: it keeps its name when the label goes to the new box.
  select.setAttribute("aria-label", select.labels[0]?.textContent.replace("*", "").trim() ?? select.name);
  const chinese = document.documentElement.lang.startsWith("zh");
  new TomSelect(select, {
    maxOptions: 500,
    allowEmptyOption: true,
    plugins: select.multiple ? ["remove_button"] : [],
    render: { no_results: () => `<div class="no-results">${chinese ? "没有匹配项" : "Nothing fits"}</div>` },
  });
}
