// What pages and their lazy chunks both use. Whoever imports one of these imports all of them, so that they are one file and not one for
// each set of users: a page asks for three files less.
import "./combobox.js";
import "./conditions.js";
import "./dialogs.js";
import "./expression.js";
import "./outbox.js";
import "./say.js";
