import { GraphBuilder } from "../../../access";
import { formats } from "../../../cli/plan/formats";
import { Ids } from "../../../cli/graph/ids";
import { meaningOf } from "../../../cli/plan/plan";
import { parsePreview, type EngineStep } from "../../../cli/plan/preview/parse";
import { stepsOf } from "../../../cli/plan/preview/steps-of";
import { nothingTold } from "../../../cli/plan/preview/told";
import { fill, SIZE } from "../../access/support/large";
import { planOf } from "./support/plans";
import { engineStep, inspector } from "./support/steps";

/** Prints what a plan of 5,000 changes takes in a large org, from the engine's text to a comment. */
export function bench(): Promise<void> {
  const builder = GraphBuilder.empty(inspector.backend.capabilities.access);
  fill(builder);
  const graph = builder.build();
  const text = JSON.stringify({ steps: someSteps() });
  const started = performance.now();
  const steps = stepsOf(parsePreview(text).steps, nothingTold);
  const reading = { graph, ids: new Ids(), orgs: [], gaps: [] };
  const meaning = meaningOf(inspector, reading, steps, { rules: undefined, at: new Date() });
  const comment = formats.markdown(planOf(meaning));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { changes, gains, losses } = meaning;
  process.stdout.write(
    `${changes.length} changes, ${gains.length} gains, ${losses.length} losses, ${comment.length} characters: ${seconds} s\n`,
  );
  return Promise.resolve();
}

/** As many moves, joins, leaves, grants and new people. */
function someSteps(): EngineStep[] {
  const each = SIZE.changes / 5;
  return Array.from({ length: each }, (_, n) => {
    // Leaves: each holds ten people.
    const [node, moved] = [`d${n + SIZE.nodes / 2}`, `d${SIZE.nodes - 1 - n}`];
    const above = Math.floor((SIZE.nodes - 2 - n) / 10);
    const [who, fresh] = [`p${n + SIZE.nodes / 2}`, `new${n}`];
    const kind = { org: "o", kind: "department", name: moved, uid: moved };
    const list = { node, users: { [who]: "member" }, unmanaged: [] };
    const grants = { perm: `perm${n}`, nodes: { [node]: "member" } };
    return [
      engineStep("create", "User", fresh, { news: { username: fresh } }),
      engineStep("update", "Node", moved, {
        ...{
          id: moved,
          old: { ...kind, parent: `d${above}` },
          news: { ...kind, parent: `d${above - 1}` },
        },
      }),
      engineStep("update", "NodeMembers", `people${n}`, {
        ...{ id: node, old: list, news: { node, users: { [fresh]: "member" } } },
      }),
      engineStep("create", "PermGrants", `grants${n}`, { news: grants }),
      engineStep("same", "NodeMembers", `same${n}`, { id: `d${n + 5000}`, old: list, news: list }),
    ];
  }).flat();
}
