// Made by `npm run generate`.
import { kinds } from "../../kinds";
import { delegate } from "../delegate";

export = delegate(kinds.PermGrants);
