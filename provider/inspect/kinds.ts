import type { Handler, Values } from "../engine/handler";
import * as properties from "../engine/properties";
import { handlers } from "../kinds";

export type { Values };

/** A kind of resource, as users call it: `NodeMembers`. */
export type Kind = keyof typeof handlers;

const byKind: Readonly<Record<Kind, Handler>> = handlers;

export const kinds = Object.keys(byKind) as Kind[];

/** The declared properties that a preview would change back. */
export const changedProperties = (kind: Kind, declared: Values, live: Values): string[] =>
  properties.changedProperties(byKind[kind].properties, live, declared);
