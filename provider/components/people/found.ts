import type { Person } from "../tree/tree";
import type { Column, NodeColumnName } from "./columns";
import type { Fault } from "./fault";
import type { PeopleNodeRule } from "./options";
import type { Row, Table } from "./table";

/** Somebody whom a row declares. */
export interface FoundPerson {
  readonly row: Row;
  /** `undefined` where the row does not even say who they are: that is among the faults. */
  readonly person: (Person & { readonly key: string; readonly username: string }) | undefined;
  readonly previously: readonly string[];
  /** The end of all their memberships. */
  readonly until: string | undefined;
  readonly places: readonly FoundPlace[];
}

/** Where a row says that somebody belongs. */
export interface FoundPlace {
  readonly column: Column<PeopleNodeRule>;
  readonly kind: NodeColumnName;
  readonly text: string;
}

/** What the rows of a file say. */
export interface FoundRows {
  readonly people: readonly FoundPerson[];
  /** Keys of those who are no more among the people. */
  readonly leavers: ReadonlySet<string>;
  /** Kinds of nodes whose people the file says. */
  readonly kinds: readonly NodeColumnName[];
  readonly faults: readonly Fault[];
  /** Whether every row made a person, so that who is not among them is in no row. */
  readonly isWhole: boolean;
  /** The column of a property of a person, for its place. */
  readonly columnOf: (property: string) => Column | undefined;
}

/** What is in a file of people. */
export interface FoundPeople extends FoundRows {
  readonly file: string;
  readonly lineOf: Table["lineOf"];
}
