import { delegate } from "../adapter/delegate";
import { perm } from "../handlers/perm";

export = delegate(perm);
