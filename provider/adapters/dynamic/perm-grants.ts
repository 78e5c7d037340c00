import { delegate } from "../delegate";
import { permGrants } from "../../kinds/perm-grants/perm-grants";

export = delegate(permGrants);
