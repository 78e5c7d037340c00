import { delegate } from "../delegate";
import { perm } from "../../kinds/perm";

export = delegate(perm);
