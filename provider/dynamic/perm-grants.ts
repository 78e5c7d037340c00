import { delegate } from "../adapter/delegate";
import { permGrants } from "../handlers/perm-grants";

export = delegate(permGrants);
