import { handlers } from "../../provider/handlers";
import type { Handler } from "../../provider/handlers/handler";
import type { Kind } from "../../provider/resources/identity-resource";

const byKind: Readonly<Record<Kind, Handler>> = handlers;

/** The kinds of resources, as `--only` takes them. */
export const kinds = Object.keys(byKind) as Kind[];

export const handlerOf = (kind: Kind): Handler => byKind[kind];
