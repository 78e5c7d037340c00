import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { pathText } from "../../engine/changed";
import type { Difference } from "../../engine/diff";
import type { Values } from "../../engine/kind";

const { Kind } = PropertyDiff;
const { DiffChanges } = DiffResponse;

/** A difference as the engine has it, which shows each entry by its path: who joins, and who leaves. */
export function diffResponse(difference: Difference, state: Values): DiffResponse {
  const { replaces = [], deleteBeforeReplace = false, entries } = difference;
  const isSame = difference.changes === false;
  const response = new DiffResponse()
    .setChanges(isSame ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME)
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(entries.length > 0)
    .setDiffsList([...new Set(entries.map(({ path: [property = ""] }) => property))]);
  if (isSame) return response;
  const details = response.getDetaileddiffMap();
  for (const { path, old, new: value } of entries) {
    const isReplaced = replaces.includes(path[0] ?? "");
    const kind = kindOfChange(old, value, isReplaced);
    // Compared with the state, unless that does not have it: then with the inputs before.
    const inState = (path[0] ?? "") in state;
    details.set(pathText(path), new PropertyDiff().setKind(kind).setInputdiff(!inState));
  }
  return response;
}

function kindOfChange(old: unknown, value: unknown, isReplaced: boolean): PropertyDiff.Kind {
  if (old === undefined) return isReplaced ? Kind.ADD_REPLACE : Kind.ADD;
  if (value === undefined) return isReplaced ? Kind.DELETE_REPLACE : Kind.DELETE;
  return isReplaced ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}
