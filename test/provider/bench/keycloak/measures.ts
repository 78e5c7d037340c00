import { cost, compare, type Cost } from "../run";
import { stage, type Stage } from "../stage";
import { doingNothing } from "../programs";
import { bareGroups } from "./bare";
import { groups, listOf, thousand } from "./programs";
import { realmStage, type Conditions, type RealmStage } from "./realm";

/** What was done, and what it cost whom. */
export interface Measured {
  readonly what: string;
  readonly costs: Readonly<Record<string, Cost>>;
}

const ONE_BY_ONE = { batching: "false" };
const UP = ["up", "--yes", "--skip-preview"] as const;
const REFRESH = ["refresh", "--yes", "--skip-preview"] as const;
const PREVIEW = ["preview", "--expect-no-changes"] as const;

/** Of 1,000 objects: creating them, seeing that nothing changes, reading them, moving a branch. */
export async function ofThousand(given: Conditions): Promise<Measured[]> {
  const [mine, other] = [await realmStage(given), await stage({ ...given, latency: 0 })];
  const { project } = mine;
  const single = (...command: readonly string[]) =>
    mine.with(ONE_BY_ONE, () => cost(project, ...command));
  try {
    const create = {
      provider: await mine.make(thousand(0)),
      floor: await other.make(doingNothing(thousand(0))),
    };
    const preview = await compare(given.runs, {
      provider: () => cost(project, ...PREVIEW),
      single: () => single(...PREVIEW),
      floor: () => cost(other.project, ...PREVIEW),
    });
    const refresh = await compare(given.runs, {
      provider: () => cost(project, ...REFRESH),
      "without SCIM": () => mine.withoutScim(() => cost(project, ...REFRESH)),
      single: () => single(...REFRESH),
      floor: () => cost(other.project, ...REFRESH),
    });
    const move = await moves(given, mine, other);
    return [
      { what: "create", costs: create },
      { what: "preview without change", costs: preview },
      { what: "refresh", costs: refresh },
      { what: "move of a branch of 40", costs: move },
    ];
  } finally {
    await mine.close();
    await other.close();
  }
}

/** Each moves the branch to a place of its own. */
function moves({ runs }: Conditions, mine: RealmStage, other: Stage) {
  let place = 0;
  const moving =
    ({ project }: Stage, wrap: (program: string) => string) =>
    () => {
      project.program(wrap(thousand(++place % 10)));
      return cost(project, ...UP);
    };
  const own = moving(mine, (program) => program);
  return compare(runs, {
    provider: own,
    single: () => mine.with(ONE_BY_ONE, own),
    floor: moving(other, doingNothing),
  });
}

/** Taking one person out of a list of 500. */
export async function oneOf(given: Conditions): Promise<Measured[]> {
  const people = Array.from({ length: 500 }, (_, at) => `user${at}`);
  const mine = await realmStage(given, people);
  const { project } = mine;
  const left = [...people];
  const leave = () => {
    left.pop();
    project.program(listOf(left));
    return cost(project, ...UP);
  };
  try {
    const join = { provider: await mine.make(listOf(people)) };
    const costs = await compare(given.runs, {
      provider: leave,
      "without SCIM": () => mine.withoutScim(leave),
      single: () => mine.with(ONE_BY_ONE, leave),
    });
    return [
      { what: "500 people into a group", costs: join },
      { what: "one of 500 people out of it", costs },
    ];
  } finally {
    await mine.close();
  }
}

/** Making groups, each time in an empty realm, beside a bare client that makes the same. */
export async function upOf(given: Conditions, count: number): Promise<Measured[]> {
  const making = (open: () => Promise<Stage>, program: string) => async () => {
    const scene = await open();
    try {
      scene.project.program(program);
      return await cost(scene.project, ...UP);
    } finally {
      await scene.close();
    }
  };
  const empty = () => stage({ ...given, latency: 0 });
  const costs = await compare(given.runs, {
    provider: making(() => realmStage(given), groups(count)),
    bare: () => bareGroups(given, count),
    floor: making(empty, doingNothing(groups(count))),
  });
  return [{ what: `up of ${count} groups`, costs }];
}
