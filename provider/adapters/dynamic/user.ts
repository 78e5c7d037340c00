import { delegate } from "../delegate";
import { user } from "../../kinds/user/user";

export = delegate(user);
