import type { userTexts } from "../../backends/domain";

/** A column by its name, or with what is done to its cells first. */
export type PeopleColumn = string | PeopleColumnRule;

/** What is done to each cell of a column, in this order. */
export interface PeopleColumnRule {
  /**
   * Its name, as the header says it; in JSON and YAML the name of a property. Texts of several columns
   * are joined: `["First name", "Last name"]`.
   */
  readonly column: string | readonly string[];
  /**
   * What stands between joined texts.
   * @default a space
   */
  readonly join?: string;
  /**
   * Whether white space around the text goes.
   * @default true
   */
  readonly trim?: boolean;
  /** What certain texts become: `{ f: "female", "9999-12-31": "" }`. Others stay as they are. */
  readonly values?: Readonly<Record<string, string>>;
  /** Only what stands before this mark counts: `"@"` makes `ada` of `ada@acme.example`. */
  readonly before?: string;
  /**
   * Whether all letters become small ones.
   * @default false
   */
  readonly lowerCase?: boolean;
}

/** A column of a text that the server keeps. */
export interface PeopleTextRule extends PeopleColumnRule {
  /**
   * Whether an empty cell clears the text on the server; else it is not managed.
   * @default false
   */
  readonly clear?: boolean;
}

/** A column of days. */
export interface PeopleDateRule extends PeopleColumnRule {
  /**
   * How the file writes a day, of `YYYY`, `MM` or `M`, and `DD` or `D`: `"DD.MM.YYYY"`.
   * @default `2026-12-31`, or a time with its offset, which are read in any case
   */
  readonly dateFormat?: string;
}

/** A column whose cells hold one text or several. */
export interface PeopleListRule extends PeopleColumnRule {
  /**
   * What stands between two texts of one cell; a line break does, too. `false`: a cell is one text.
   * @default ";"
   */
  readonly separator?: string | false;
}

/** A column that says to which nodes somebody belongs: by key, by path, or by a name that only one has. */
export interface PeopleNodeRule extends PeopleListRule {
  /**
   * What stands between the steps of a path: `Engineering/Platform`.
   * @default "/"
   */
  readonly pathSeparator?: string;
  /**
   * Whether nodes that the tree lacks are made of the paths, which then begin at the top. The key of
   * one is made of its path, so that another name makes another node.
   * @default false: a fault
   */
  readonly makeMissing?: boolean;
}

type Text = (typeof userTexts)[number];

/** Where a file says what. All but one of `key` and `username` may be left out. */
export interface PeopleColumns extends Readonly<Partial<Record<Text, string | PeopleTextRule>>> {
  /**
   * What the program knows a person by, for ever: an employee number.
   * @default the username
   */
  readonly key?: PeopleColumn;
  /** Keys that they had before: their objects stay the same ones. */
  readonly previously?: string | PeopleListRule;
  /**
   * What they log in with.
   * @default the key, or what `usernameFrom` makes
   */
  readonly username?: PeopleColumn;
  /** One of `male`, `female` and `unspecified`. */
  readonly gender?: PeopleColumn;
  /** The last day on which they belong to their nodes. */
  readonly until?: string | PeopleDateRule;
  /** Where they belong; several columns for several places. */
  readonly department?: PeopleNodeColumns;
  readonly groups?: PeopleNodeColumns;
  readonly roles?: PeopleNodeColumns;
  readonly labels?: PeopleNodeColumns;
}

/** A column of nodes, or several. */
export type PeopleNodeColumns = string | PeopleNodeRule | readonly (string | PeopleNodeRule)[];

/** How usernames are made from names. Where the column of usernames has a text, that counts. */
export type PeopleUsernameFrom = {
  /**
   * What it is made of: `{first}` and `{last}` are the names, in letters from a to z (Chinese ones by
   * pinyin), `{f}` and `{l}` their first letters. `"{f}{last}"` makes `alovelace` of Ada Lovelace.
   */
  readonly form: string;
  /**
   * The column whose text is added where several names make one username: such as the employee
   * number. Whose is the lowest keeps the username as it is.
   * @default none: it is a fault
   */
  readonly append?: string;
  /** What certain letters become: `{ ä: "ae", ö: "oe", ü: "ue" }`. */
  readonly letters?: Readonly<Record<string, string>>;
} & (
  | {
      /** The column of full names: the first and the last word count; of Chinese ones the surname is the first. */
      readonly name: string;
      readonly first?: undefined;
      readonly last?: undefined;
    }
  | {
      readonly name?: undefined;
      /** The column of given names. */
      readonly first: string;
      /** The column of surnames. */
      readonly last: string;
    }
);

/** How a file of people is read. */
export interface PeopleOptions {
  readonly columns: PeopleColumns;
  readonly usernameFrom?: PeopleUsernameFrom;
  /** Only rows that have one of these texts in the column count: `{ Status: ["active"] }`. */
  readonly where?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Whether somebody whose end date has passed is no more among the people; else they only belong to
   * no node any more.
   * @default false
   */
  readonly leaveAfterEnd?: boolean;
  /**
   * What the file is.
   * @default by its name: `.csv`, `.tsv` and `.txt` are CSV; `.json`; `.yaml` and `.yml`
   */
  readonly format?: PeopleFormat;
  /**
   * What stands between two cells of a CSV file.
   * @default of `,`, `;`, tab and `|` that with which its header has the most of the columns
   */
  readonly separator?: string;
  /**
   * How its letters are encoded, by a name that the Encoding Standard knows: `"gb18030"`, `"gbk"`,
   * `"windows-1252"`, `"utf-16le"`.
   * @default what the mark at its beginning says, else `"utf-8"`
   */
  readonly encoding?: string;
}

/** What a file of people is written in. */
export type PeopleFormat = "csv" | "json" | "yaml";

/** People of an {@link OrgTree} who are in a file of their own. */
export interface PeopleFile {
  readonly file: string;
  readonly options: PeopleOptions;
}

/**
 * People from a file that another system makes: CSV, JSON (an array of objects) or YAML (a list of
 * maps). It is read when the `OrgTree` is made.
 *
 * @param file from the program's folder
 * @example
 * ```ts
 * new OrgTree("acme", {
 *   file: "org.yaml",
 *   people: fromFile("people.csv", {
 *     columns: {
 *       key: "Employee number",
 *       username: { column: "E-Mail", before: "@", lowerCase: true },
 *       name: "Full name",
 *       email: "E-Mail",
 *       department: "Department",
 *       until: "End date",
 *     },
 *   }),
 * });
 * ```
 */
export const fromFile = (file: string, options: PeopleOptions): PeopleFile => ({ file, options });
