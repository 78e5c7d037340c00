import { userTexts } from "../../../backends/domain";
import { pluginType } from "../../../run/stack/types";
import { either, flag, mapOf, text, type } from "./parts";
import { FLAG, refTo, TEXT, type Spec, type Specs, type TypeSpec } from "./spec";

/** Types of the files that people are in, as `PeopleOptions` has them. */
export const peopleTypes = (): (readonly [string, TypeSpec])[] => [
  type("PeopleFile", "People who are in a file that another system makes.", ["file", "columns"], {
    file: text("The path of a CSV, JSON or YAML file, from the program's folder."),
    columns: { ...refTo(pluginType("PeopleColumns")), description: "Where the file says what." },
    usernameFrom: {
      ...refTo(pluginType("PeopleUsernameFrom")),
      description: "How usernames are made from names.",
    },
    where: mapOf(
      { oneOf: TEXT_OR_LIST },
      "Only rows that have one of these texts in the column count.",
    ),
    leaveAfterEnd: flag(
      "Whether somebody whose end date has passed is no more among the people. Default: false: they belong to no node any more.",
    ),
    format: text("`csv`, `json` or `yaml`. Default: what the name of the file says."),
    separator: text(
      "What stands between two cells of a CSV file. Default: of `,`, `;`, tab and `|` the one that its header has the most of the columns with.",
    ),
    encoding: text(
      "How its letters are encoded, such as `gb18030`. Default: what the mark at its beginning says, else `utf-8`.",
    ),
  }),
  type("PeopleColumns", "Where a file says what. `key` or `username` is needed.", [], {
    key: column("What the program knows a person by, for ever. Default: the username."),
    previously: column("Keys that they had before.", "PeopleListColumn"),
    username: column("What they log in with. Default: the key, or what `usernameFrom` makes."),
    ...Object.fromEntries(
      userTexts.map((key) => [key, column(`Their ${key}.`, "PeopleTextColumn")]),
    ),
    gender: column("One of `male`, `female` and `unspecified`."),
    until: column("The last day on which they belong to their nodes.", "PeopleDateColumn"),
    ...Object.fromEntries(
      ["department", "groups", "roles", "labels"].map((key) => [
        key,
        either([...ofNodes, { type: "array", items: { oneOf: ofNodes } }], WHERE),
      ]),
    ),
  }),
  type("PeopleColumn", "A column, and what is done to its cells.", ["column"], rule),
  type("PeopleTextColumn", "A column of a text that the server keeps.", ["column"], {
    ...rule,
    clear: flag(
      "Whether an empty cell clears the text on the server. Default: false: it is not managed.",
    ),
  }),
  type("PeopleDateColumn", "A column of days.", ["column"], {
    ...rule,
    dateFormat: text(
      "How the file writes a day, of `YYYY`, `MM` or `M`, and `DD` or `D`. Default: `2026-12-31`.",
    ),
  }),
  type("PeopleListColumn", "A column whose cells hold one text or several.", ["column"], {
    ...rule,
    separator,
  }),
  type("PeopleNodeColumn", "A column that says where somebody belongs.", ["column"], {
    ...rule,
    separator,
    pathSeparator: text("What stands between the steps of a path. Default: `/`."),
    makeMissing: flag(
      "Whether nodes that the tree lacks are made of the paths, which then begin at the top. Default: false: a fault.",
    ),
  }),
  type("PeopleUsernameFrom", "How usernames are made from names.", ["form"], {
    form: text("Of `{first}`, `{last}`, and their first letters `{f}` and `{l}`: `{f}{last}`."),
    append: text(
      "The column whose text is added where several names make one username. Default: that is a fault.",
    ),
    letters: mapOf(TEXT, "What certain letters become: `ae` of `ä`."),
    name: text("The column of full names; or `first` and `last`."),
    first: text("The column of given names."),
    last: text("The column of surnames."),
  }),
];

const WHERE = "Where they belong: by key, by path, or by a name that only one has.";
const TEXT_OR_LIST: readonly Spec[] = [TEXT, { type: "array", items: TEXT }];
const ofNodes: readonly Spec[] = [TEXT, refTo(pluginType("PeopleNodeColumn"))];
const separator = either(
  [FLAG, TEXT],
  "What stands between two texts of one cell; `false`: a cell is one text. Default: `;`.",
);

const column = (description: string, of = "PeopleColumn"): Spec =>
  either([TEXT, refTo(pluginType(of))], description);

/** What is done to each cell of a column, in this order. */
const rule: Specs = {
  column: either(TEXT_OR_LIST, "Its name, or several whose texts are joined."),
  join: text("What stands between joined texts. Default: a space."),
  trim: flag("Whether white space around the text goes. Default: true."),
  values: mapOf(TEXT, "What certain texts become. Others stay as they are."),
  before: text("Only what stands before this mark counts, such as `@`."),
  lowerCase: flag("Whether all letters become small ones. Default: false."),
};
