import { handlers } from "../../provider/kinds";
import type { Kind } from "../../provider/engine/kind";
import type { KindName } from "../../provider/resources/identity-resource";

const byKind: Readonly<Record<KindName, Kind>> = handlers;

/** The kinds of resources, as `--only` takes them. */
export const kinds = Object.keys(byKind) as KindName[];

export const handlerOf = (kind: KindName): Kind => byKind[kind];
