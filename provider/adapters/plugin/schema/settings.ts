import { systems } from "../../../backends";
import type { Setting, Settings } from "../../../configuration/setting";
import { common } from "../../../configuration/settings";
import { FLAG, NUMBER, TEXT, type Spec, type Specs } from "./spec";

/** The settings of a connection: of a stack's configuration, and of an explicit provider. */
export function settingSpecs(): Specs {
  const own = Object.entries(systems).flatMap(([system, { settings }]) =>
    Object.entries<Setting>(settings).map(([name, setting]) => ({ name, setting, system })),
  );
  const systemsOf = (name: string) =>
    own.filter((one) => one.name === name).map(({ system }) => system);
  return {
    ...specsOf(common),
    ...Object.fromEntries(
      own.map(({ name, setting }) => [
        name,
        spec(setting, ` Backend ${systemsOf(name).join(", ")}.`),
      ]),
    ),
  };
}

const specsOf = (settings: Settings): Specs =>
  Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, spec(one)]));

function spec({ doc, byDefault, secret, type }: Setting, besides = ""): Spec {
  const otherwise = byDefault === undefined ? "" : ` Default: ${byDefault}.`;
  return {
    ...(type === "number" ? NUMBER : type === "boolean" ? FLAG : TEXT),
    description: `${doc}${besides}${otherwise}`,
    ...(secret && { secret: true }),
  };
}
