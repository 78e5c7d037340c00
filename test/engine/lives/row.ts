import type { IdentityServer } from "../support/identity-server";

/** What a row may ask while it is checked: the server by its own API, and ids by logical names. */
export interface Look {
  readonly server: IdentityServer;
  readonly idOf: (name: string) => string;
}

/** One property of one kind of resource, on a resource of its own in the program of all rows. */
export interface Row {
  readonly kind: string;
  readonly property: string;
  /** The logical name of the row's resource. */
  readonly name: string;
  /** The resource with that property, as JavaScript; whatever else it needs comes before it. */
  readonly code: (value: string) => string;
  /** The property before and after the edit, as JavaScript. */
  readonly values: readonly [string, string];
  /** What the server holds of it, as raw HTTP tells. */
  readonly live: (look: Look) => Promise<unknown>;
  /** What it must hold before and after the edit. */
  readonly held: (look: Look) => readonly [unknown, unknown];
  /** Changes it behind the program's back; a password can't be looked at, so nobody sees it change. */
  readonly drift?: (look: Look) => Promise<unknown>;
}

/** A row for a property that the server keeps as one field of an object: read by GET, changed by PATCH. */
export interface FieldRow {
  readonly property: string;
  readonly values: readonly [string, string];
  /** The server's name of it, and what that holds: by way of the logical names of others, where needed. */
  readonly field: string;
  readonly held: readonly [unknown, unknown] | ((look: Look) => readonly [unknown, unknown]);
  /** What somebody else writes into it. */
  readonly drift?: unknown;
  /** Further inputs, as JavaScript. */
  readonly more?: string;
}

/** The same for all objects of one kind. */
export interface FieldKind {
  readonly kind: string;
  readonly code: (name: string, inputs: string, index: number) => string;
  readonly path: (look: Look, name: string, index: number) => string;
  /** Where in the answer the fields are. */
  readonly fieldsOf?: (body: Record<string, unknown>) => Record<string, unknown>;
}

/** The rows of one kind. */
export function fieldRows(of: FieldKind, rows: readonly FieldRow[]): Row[] {
  return rows.map(({ property, values, field, held, drift, more = "" }, index) => {
    const name = `${of.kind.toLowerCase()}-${property.toLowerCase()}-${field.replaceAll("_", "-")}`;
    const path = (look: Look) => of.path(look, name, index);
    return {
      ...{ kind: of.kind, property, name, values },
      code: (value) => of.code(name, `${more}${property}: ${value}`, index),
      live: async (look) => {
        const body = await look.server.get<Record<string, unknown>>(path(look));
        return plain((of.fieldsOf?.(body) ?? body)[field]);
      },
      held: (look) => (typeof held === "function" ? held(look) : held),
      ...(drift !== undefined && {
        drift: (look: Look) => look.server.ask("PATCH", path(look), { [field]: drift }),
      }),
    };
  });
}

/** Lists of names in one order: the server's says nothing. */
export const plain = (value: unknown): unknown =>
  Array.isArray(value) ? (value as string[]).toSorted() : value;
