import type { PlanStep } from "../preview/step";
import type { Change } from "../report";
import { joinOrg, leaveOrg } from "./membership";
import { changeOf, labelled, objectOf, type Scene } from "./scene";
import { updates } from "./updates";

/** What happens to somebody's membership of an org: with the last resource that names it, it ends. */
export function orgMemberChanges(scene: Scene, step: PlanStep): Change[] {
  const { old, op } = step;
  const gone = op !== "update" && old !== undefined ? left(scene, step, old) : [];
  if (op === "delete") return gone;
  const values = labelled(step);
  const [org, who] = [scene.ids.of(String(values.org)), scene.ids.of(String(values.user))];
  if (op === "update" && old !== undefined) {
    return updates(scene, step, old).map((one) => ({ ...one, who }));
  }
  const joined = joinOrg(scene, step, org, who);
  const fields = Object.keys(values).filter((key) => FIELDS.has(key) && values[key] !== null);
  const written = fields.map((property) => ({
    ...{ what: "update" as const, ...changeOf(step, objectOf(step)), who, property },
    ...(typeof values[property] === "string" && { to: values[property] }),
  }));
  return [...gone, ...joined, ...written];
}

const FIELDS: ReadonlySet<string> = new Set([
  ...["email", "employeeNumber", "position", "hireDate", "description"],
]);

function left(scene: Scene, step: PlanStep, { inputs, isRetained }: NonNullable<PlanStep["old"]>) {
  const [org, who] = [scene.ids.of(String(inputs.org)), scene.ids.of(String(inputs.user))];
  const isNamed = scene.kept.has(`OrgMembers users ${org}`, who);
  return isRetained || isNamed || scene.going.has(org) || scene.staying.has(org)
    ? []
    : leaveOrg(scene, step, org, who);
}
