import { handlers } from "../../provider/kinds";
import type { Handler } from "../../provider/engine/handler";
import type { Kind } from "../../provider/resources/identity-resource";

const byKind: Readonly<Record<Kind, Handler>> = handlers;

/** The kinds of resources, as `--only` takes them. */
export const kinds = Object.keys(byKind) as Kind[];

export const handlerOf = (kind: Kind): Handler => byKind[kind];
