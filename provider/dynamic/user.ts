import { delegate } from "../adapter/delegate";
import { user } from "../handlers/user";

export = delegate(user);
