/** What a plan must keep to, and whether it does: no I/O. */
export type * from "./broken";
export { checkRules } from "./check";
export type * from "./plan";
export {
  guarded,
  limited,
  type AtLeast,
  type Guarded,
  type Keep,
  type Limit,
  type Limited,
  type Most,
  type Never,
  type RequireUntil,
  type Rule,
  type Rules,
  type Separate,
  type Waiver,
} from "./rules";
export type { Verdict } from "./waivers";
